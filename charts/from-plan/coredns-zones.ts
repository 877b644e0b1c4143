import type { HostEntry, RewriteRule, ZoneOptions } from '../../constructs/coredns';
import type { CoreDnsPlan, NameRewrite } from '../../src/plan';
import { omitEmptyList, omitUndefined } from './omit';

/** The settings of CoreDNS by the server block that they belong to: a zone's, or the cluster's. */
export interface ZonedDns {
  readonly zones: readonly ZoneOptions[];
  /** Names that are in no zone with a block. */
  readonly hosts: readonly HostEntry[];
  /** For the cluster's block. */
  readonly rewrite: readonly RewriteRule[];
}

/** CoreDNS refuses a zone that has two blocks, so all settings of a zone go into one. */
export function groupByZone({ forward, hosts, template, rewrite }: CoreDnsPlan): ZonedDns {
  const names = [...new Set([...forward, ...template].map(({ zone }) => zone))];
  const wildcards = template.map(({ zone }) => zone);
  const findZoneOfHost = (name: string) => {
    const zone = findZoneAround(name, names);
    // A wildcard would answer before the host's own entry does.
    return zone !== undefined && zone !== name && wildcards.includes(zone) ? undefined : zone;
  };
  const zones = names.map((zone) =>
    omitUndefined<ZoneOptions>({
      zone,
      forward: deriveForward(forward.find((entry) => entry.zone === zone)),
      wildcard: deriveWildcard(template.find((entry) => entry.zone === zone)),
      hosts: omitEmptyList(hosts.filter(({ name }) => findZoneOfHost(name) === zone).map(deriveHost)),
      rewrite: omitEmptyList(rewrite.filter((rule) => findZoneOfRule(rule, names) === zone).map(deriveRule)),
    }),
  );
  return {
    zones,
    hosts: hosts.filter(({ name }) => findZoneOfHost(name) === undefined).map(deriveHost),
    rewrite: rewrite.filter((rule) => findZoneOfRule(rule, names) === undefined).map(deriveRule),
  };
}

/** The zone whose block answers for the names that a rule matches. */
function findZoneOfRule({ match, from }: NameRewrite, zones: readonly string[]): string | undefined {
  return match === 'regex' || match === 'prefix' ? undefined : findZoneAround(from.replace(/^\./, ''), zones);
}

/** The longest of the zones that a name is in. */
function findZoneAround(name: string, zones: readonly string[]): string | undefined {
  const all = zones.filter((zone) => name === zone || name.endsWith(`.${zone}`));
  return all.sort((a, b) => b.length - a.length)[0];
}

export function deriveForward(forward: CoreDnsPlan['upstream']) {
  if (forward === undefined) return undefined;
  const { to, tlsServername, policy, maxConcurrent } = forward;
  return omitUndefined({ to: [...to], tlsServername, policy, maxConcurrent });
}

function deriveWildcard(template: CoreDnsPlan['template'][number] | undefined) {
  return template && { addresses: template.addresses.map(String), ttlSeconds: template.ttlSeconds };
}

function deriveHost({ name, addresses }: CoreDnsPlan['hosts'][number]): HostEntry {
  return { name, addresses: addresses.map(String) };
}

function deriveRule({ match, from, to }: NameRewrite): RewriteRule {
  return { match, from, to };
}
