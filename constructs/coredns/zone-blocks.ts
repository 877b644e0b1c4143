import type { Directive, ServerBlock } from './corefile';
import {
  cacheDirective,
  forwardDirective,
  hostsDirective,
  rewriteDirective,
  wildcardDirectives,
} from './directives';
import type { ForwardOptions, HostEntry, ZoneOptions } from './dns-options';

const PORT = 53;

/** A file of Corefile text, named for what it answers. */
export interface NamedBlocks {
  readonly name: string;
  readonly blocks: readonly ServerBlock[];
}

/** Where a node asks. */
export const NODE_RESOLVERS: ForwardOptions = { to: ['/etc/resolv.conf'] };

/** A block for each zone, and one for all names with fixed addresses, which passes everything else on to `upstream`. */
export function zoneBlocks(
  zones: readonly ZoneOptions[],
  hosts: readonly HostEntry[],
  upstream: ForwardOptions = NODE_RESOLVERS,
): readonly NamedBlocks[] {
  const blocks = zones.map((zone) => ({ name: zone.zone, blocks: [zoneBlock(zone)] }));
  return hosts.length === 0 ? blocks : [...blocks, { name: 'hosts', blocks: [hostsBlock(hosts, upstream)] }];
}

function zoneBlock(options: ZoneOptions): ServerBlock {
  const { zone, forward, hosts = [], wildcard, rewrite = [], cache = {}, log = false } = options;
  const directives: Directive[] = [
    { name: 'errors' },
    ...(log ? [{ name: 'log' }] : []),
    ...rewrite.map(rewriteDirective),
    ...(wildcard ? wildcardDirectives(zone, wildcard) : []),
    ...(hosts.length > 0 ? [hostsDirective(hosts, forward !== undefined)] : []),
    ...(forward ? [cacheDirective(cache), forwardDirective('.', forward)] : []),
  ];
  return { keys: [`${zone}:${PORT}`], directives };
}

/** Each name is a zone of its own: nothing of the domain around it, or below it, changes hands. */
function hostsBlock(hosts: readonly HostEntry[], upstream: ForwardOptions): ServerBlock {
  const names = [...new Set(hosts.map(({ name }) => name))];
  return {
    keys: names.map((name) => `${name}:${PORT}`),
    directives: [
      { name: 'errors' },
      hostsDirective(hosts, true),
      cacheDirective({}),
      forwardDirective('.', upstream),
    ],
  };
}
