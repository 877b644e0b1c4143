import type { Directive } from './corefile';
import { renderCorefile } from './corefile';
import type { CoreDnsProps } from './core-dns-props';
import {
  cacheDirective,
  forwardDirective,
  hostsDirective,
  logDirectives,
  rewriteDirective,
} from './directives';
import { snippetFiles } from './snippets';
import { NODE_RESOLVERS, zoneBlocks } from './zone-blocks';

/** Where the files of the ConfigMap are in the pod. */
export const CONFIG_FOLDER = '/etc/coredns';

const REVERSE_ZONES = ['in-addr.arpa', 'ip6.arpa'];

/** The Corefile and every file that it imports, by name. */
export function standaloneConfig(props: CoreDnsProps): Record<string, string> {
  const { zones = [], hosts = [], upstream, snippets = [] } = props;
  const blocks = [
    { keys: ['.:53'], directives: clusterBlock(props) },
    ...zoneBlocks(zones, hosts, upstream).map(({ block }) => block),
  ];
  const servers = snippets.some(({ name }) => name.endsWith('.server'));
  const imported = servers ? `import ${CONFIG_FOLDER}/*.server\n` : '';
  return { Corefile: `${renderCorefile(blocks)}${imported}`, ...snippetFiles(snippets) };
}

/** The server block of the cluster, and of all names that are in no other zone. */
function clusterBlock(props: CoreDnsProps): readonly Directive[] {
  const { nodeHosts = [], rewrite = [], cache = {}, log = false, snippets = [] } = props;
  const overrides = snippets.some(({ name }) => name.endsWith('.override'));
  return [
    { name: 'errors' },
    // Queries on the way to a pod that ends are still answered.
    { name: 'health', block: [{ name: 'lameduck', args: ['5s'] }] },
    { name: 'ready' },
    ...logDirectives(log),
    ...rewrite.map(rewriteDirective),
    kubernetesDirective(props),
    ...(nodeHosts.length > 0 ? [hostsDirective(nodeHosts)] : []),
    { name: 'prometheus', args: [':9153'] },
    cacheDirective(cache),
    { name: 'loop' },
    { name: 'reload' },
    { name: 'loadbalance' },
    ...(overrides ? [{ name: 'import', args: [`${CONFIG_FOLDER}/*.override`] }] : []),
    forwardDirective('.', props.upstream ?? NODE_RESOLVERS),
  ];
}

/** Addresses without a name of the cluster may have one of the LAN. */
function kubernetesDirective({
  clusterDomain = 'cluster.local',
  reverseZones = REVERSE_ZONES,
}: CoreDnsProps): Directive {
  const reverse = reverseZones.length === 0 ? [] : [{ name: 'fallthrough', args: reverseZones }];
  return {
    name: 'kubernetes',
    args: [clusterDomain, ...reverseZones],
    block: [{ name: 'pods', args: ['insecure'] }, ...reverse],
  };
}
