import type { Directive, ServerBlock } from './corefile';
import {
  cacheDirective,
  forwardDirective,
  hostsDirective,
  logDirectives,
  rewriteDirective,
} from './directives';
import type { ForwardOptions, HostEntry, ZoneOptions } from './dns-options';
import { mergedZones } from './merged-zones';
import { hostTemplates, isPlainHost, sameNames } from './host-templates';
import { exactly, noDataTemplate } from './templates';
import { isForwarded, zoneAnswers } from './zone-answers';

const PORT = 53;

/** A server block, named for what it answers. */
export interface NamedBlock {
  readonly name: string;
  readonly block: ServerBlock;
}

/** Where a node asks. */
export const NODE_RESOLVERS: ForwardOptions = { to: ['/etc/resolv.conf'] };

/**
 * A block for each zone, and one for all hosts that are in none of them, which passes everything else on to
 * `upstream`.
 */
export function zoneBlocks(
  zones: readonly ZoneOptions[],
  hosts: readonly HostEntry[],
  upstream: ForwardOptions = NODE_RESOLVERS,
): readonly NamedBlock[] {
  const merged = mergedZones(zones, hosts);
  const blocks = merged.zones.map((zone) => ({ name: zone.zone, block: zoneBlock(zone, upstream) }));
  return merged.hosts.length === 0
    ? blocks
    : [...blocks, { name: 'hosts', block: hostsBlock(merged.hosts, upstream) }];
}

function zoneBlock(options: ZoneOptions, upstream: ForwardOptions): ServerBlock {
  const { zone, rewrite = [], cache = {}, log = false, errors = true } = options;
  const forward = options.forward ?? (isForwarded(options) ? upstream : undefined);
  const directives: Directive[] = [
    ...(errors ? [{ name: 'errors' }] : []),
    ...logDirectives(log),
    ...rewrite.map(rewriteDirective),
    ...zoneAnswers(options),
    ...(forward ? [cacheDirective(cache), forwardDirective('.', forward)] : []),
  ];
  return { keys: [`${zone}:${PORT}`], directives };
}

/** Each name is a zone of its own: nothing of the domain around it changes hands. */
function hostsBlock(hosts: readonly HostEntry[], upstream: ForwardOptions): ServerBlock {
  const names = [...new Set(hosts.map(({ name }) => name))];
  const templated = sameNames(
    hosts,
    hosts.filter((host) => !isPlainHost(host)),
  );
  const plain = hosts.filter((host) => !templated.includes(host));
  const { answers, denied } = hostTemplates((name) => name, templated, true);
  return {
    keys: names.map((name) => `${name}:${PORT}`),
    directives: [
      { name: 'errors' },
      ...answers,
      ...denied.map((name) => noDataTemplate(name, exactly([name]))),
      ...(plain.length > 0 ? [hostsDirective(plain)] : []),
      cacheDirective({}),
      forwardDirective('.', upstream),
    ],
  };
}
