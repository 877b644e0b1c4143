import type { HostEntry, RewriteRule, ZoneOptions } from '../constructs/coredns';
import type { CoreDnsPlan, NameRewrite } from '../src/plan';
import { defined } from './defined';

/** What the profile says of CoreDNS, by where it goes: a zone's own block, or the cluster's. */
export interface ZonedDns {
  readonly zones: readonly ZoneOptions[];
  /** Names that are no zone of their own. */
  readonly hosts: readonly HostEntry[];
  /** For the cluster's own block. */
  readonly rewrite: readonly RewriteRule[];
}

/** CoreDNS refuses a zone that stands in two blocks: all that is said of a zone comes into one. */
export function zonedDns({ forward, hosts, template, rewrite }: CoreDnsPlan): ZonedDns {
  const names = [...new Set([...forward, ...template].map(({ zone }) => zone))];
  const wildcards = template.map(({ zone }) => zone);
  const zoneOfHost = (name: string) => {
    const zone = around(name, names);
    // A wildcard would answer before the host's own entry does.
    return zone !== undefined && zone !== name && wildcards.includes(zone) ? undefined : zone;
  };
  const zones = names.map((zone) =>
    defined<ZoneOptions>({
      zone,
      forward: forwardOf(forward.find((entry) => entry.zone === zone)),
      wildcard: wildcardOf(template.find((entry) => entry.zone === zone)),
      hosts: listed(hosts.filter(({ name }) => zoneOfHost(name) === zone).map(hostEntry)),
      rewrite: listed(rewrite.filter((rule) => zoneOfRule(rule, names) === zone).map(rewriteRule)),
    }),
  );
  return {
    zones,
    hosts: hosts.filter(({ name }) => zoneOfHost(name) === undefined).map(hostEntry),
    rewrite: rewrite.filter((rule) => zoneOfRule(rule, names) === undefined).map(rewriteRule),
  };
}

/** The zone whose block is asked for the names that a rule is about. */
function zoneOfRule({ match, from }: NameRewrite, zones: readonly string[]): string | undefined {
  return match === 'regex' || match === 'prefix' ? undefined : around(from.replace(/^\./, ''), zones);
}

/** The longest of the zones that a name is in. */
function around(name: string, zones: readonly string[]): string | undefined {
  const all = zones.filter((zone) => name === zone || name.endsWith(`.${zone}`));
  return all.sort((a, b) => b.length - a.length)[0];
}

export function forwardOf(forward: CoreDnsPlan['upstream']) {
  if (forward === undefined) return undefined;
  const { to, tlsServername, policy, maxConcurrent } = forward;
  return defined({ to: [...to], tlsServername, policy, maxConcurrent });
}

function wildcardOf(template: CoreDnsPlan['template'][number] | undefined) {
  return template && { addresses: template.addresses.map(String), ttlSeconds: template.ttlSeconds };
}

function hostEntry({ name, addresses }: CoreDnsPlan['hosts'][number]): HostEntry {
  return { name, addresses: addresses.map(String) };
}

function rewriteRule({ match, from, to }: NameRewrite): RewriteRule {
  return { match, from, to };
}

function listed<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
