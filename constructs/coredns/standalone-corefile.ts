import type { Directive } from './corefile';
import { renderCorefile } from './corefile';
import type { CoreDnsProps } from './core-dns-props';
import { cacheDirective, forwardDirective, hostsDirective, rewriteDirective } from './directives';
import { NODE_RESOLVERS, zoneBlocks } from './zone-blocks';

/** Where the files of the ConfigMap are in the pod. */
export const CONFIG_FOLDER = '/etc/coredns';

/** The Corefile and every file that it imports, by name. */
export function standaloneConfig(props: CoreDnsProps): Record<string, string> {
  const { zones = [], hosts = [], upstream, snippets = [] } = props;
  const blocks = [
    { keys: ['.:53'], directives: clusterBlock(props) },
    ...zoneBlocks(zones, hosts, upstream).flatMap((named) => named.blocks),
  ];
  const servers = snippets.some(({ name }) => name.endsWith('.server'));
  const imported = servers ? `import ${CONFIG_FOLDER}/*.server\n` : '';
  const files = snippets.map(({ name, text }) => [name, text] as const);
  return Object.fromEntries([['Corefile', `${renderCorefile(blocks)}${imported}`], ...files]);
}

/** What answers for the cluster and for everything that no zone of one's own answers for. */
function clusterBlock(props: CoreDnsProps): Directive[] {
  const {
    clusterDomain = 'cluster.local',
    nodeHosts = [],
    rewrite = [],
    cache = {},
    log = false,
    snippets = [],
  } = props;
  const reverse = ['in-addr.arpa', 'ip6.arpa'];
  const overrides = snippets.some(({ name }) => name.endsWith('.override'));
  return [
    { name: 'errors' },
    { name: 'health', block: [{ name: 'lameduck', args: ['5s'] }] },
    { name: 'ready' },
    ...(log ? [{ name: 'log' }] : []),
    ...rewrite.map(rewriteDirective),
    {
      name: 'kubernetes',
      args: [clusterDomain, ...reverse],
      block: [
        { name: 'pods', args: ['insecure'] },
        { name: 'fallthrough', args: reverse },
      ],
    },
    ...(nodeHosts.length > 0 ? [hostsDirective(nodeHosts, true)] : []),
    { name: 'prometheus', args: [':9153'] },
    cacheDirective(cache),
    { name: 'loop' },
    { name: 'reload' },
    { name: 'loadbalance' },
    ...(overrides ? [{ name: 'import', args: [`${CONFIG_FOLDER}/*.override`] }] : []),
    forwardDirective('.', props.upstream ?? NODE_RESOLVERS),
  ];
}
