import { readSnippet } from '../../../languages/corefile';
import type { Words } from './corefile-words';
import { formatServerBlock, toWords } from './corefile-words';
import type { CustomFile } from './custom-files';
import type { CacheValues, ForwardValues, HostValues, RewriteValues } from './recognize';
import { recognizeCache, recognizeForward, recognizeHosts, recognizeRewrite } from './recognize';
import { NODE_RESOLVERS, recognizeZone } from './recognize-zone';

/** What the Corefile of a standalone CoreDNS has. */
export interface StandaloneDns {
  /** Zones and hosts beside the block of `.`, one file each. */
  readonly files: readonly CustomFile[];
  readonly log: boolean;
  readonly rewrite: readonly RewriteValues[];
  readonly upstream?: ForwardValues;
  readonly cache?: CacheValues;
  /** Names of the nodes, in the order of the profile. */
  readonly nodeHosts: readonly HostValues[];
  /** Plugins of the block of `.` that a profile does not have. */
  readonly surplus: readonly string[];
}

/** Plugins of the cluster's own block that every standalone CoreDNS has. */
const OWN = [
  'errors',
  'health',
  'ready',
  'kubernetes',
  'prometheus',
  'loop',
  'reload',
  'loadbalance',
  'import',
];

/** Reads a Corefile: the block of `.` becomes options, the others zones. */
export function readStandalone(corefile: string): StandaloneDns {
  const { blocks } = readSnippet(corefile, 'server');
  const parsed = blocks.map(({ keys, directives }) => ({
    keys: keys.map(({ text }) => text),
    words: directives.map(toWords),
  }));
  const isCluster = ({ keys }: { readonly keys: readonly string[] }) =>
    keys.some((key) => /^\.(?::53)?$/.test(key));
  const cluster = readCluster(parsed.find(isCluster)?.words ?? []);
  const { upstream = NODE_RESOLVERS } = cluster;
  const files = parsed
    .filter((block) => !isCluster(block))
    .map(({ keys, words }): CustomFile => {
      const zone = recognizeZone(keys, words, upstream);
      const name = `${(keys[0] ?? '').replace(/:53$/, '').replace(/[^-._a-zA-Z0-9]/g, '-')}.server`;
      return { name, text: formatServerBlock(keys, words), ...(zone && { zones: [zone] }) };
    });
  return { files, ...cluster };
}

function readCluster(words: readonly Words[]): Omit<StandaloneDns, 'files'> {
  const surplus: string[] = [];
  const rewrite: RewriteValues[] = [];
  const values: { upstream?: ForwardValues; cache?: CacheValues; nodeHosts?: readonly HostValues[] } = {};
  let log = false;
  for (const one of words) {
    const isBare = one.args.length === 0 && one.block.length === 0;
    const [rule, cache, hosts, forward] = [
      recognizeRewrite(one),
      recognizeCache(one),
      recognizeHosts(one),
      recognizeForward(one),
    ];
    if (one.name === 'log' && isBare) log = true;
    else if (rule !== undefined) rewrite.push(rule);
    else if (cache !== undefined) values.cache = cache;
    else if (hosts !== undefined) values.nodeHosts = hosts;
    else if (forward !== undefined) values.upstream = forward;
    else if (!OWN.includes(one.name)) surplus.push(one.name);
  }
  const { upstream, cache = {}, nodeHosts = [] } = values;
  const isNodeResolver = upstream?.to.join() === '/etc/resolv.conf' && Object.keys(upstream).length === 1;
  return {
    ...{ log, rewrite, nodeHosts, surplus },
    ...(upstream && !isNodeResolver && { upstream }),
    ...(Object.keys(cache).length > 0 && { cache }),
  };
}
