import type { HostEntry, RewriteRule, ZoneOptions, ZoneRecord } from '../../constructs/coredns';
import { formatRecordData } from '../../src/languages/record-data';
import type { CoreDnsPlan, FixedName, NameRewrite, RecordZone } from '../../src/plan';
import { listFixedNames } from '../../src/plan';
import { omitEmptyList, omitUndefined } from './omit';

/** The time to live of a host that has none of its own. */
const HOST_TTL_SECONDS = 60;

/** The settings of CoreDNS by the server block that they belong to: a zone's, or the cluster's. */
export interface ZonedDns {
  readonly zones: readonly ZoneOptions[];
  /** Names that are in no zone with a block. */
  readonly hosts: readonly HostEntry[];
  /** For the cluster's block. */
  readonly rewrite: readonly RewriteRule[];
}

/** CoreDNS refuses a zone that has two blocks, so all settings of a zone go into one. */
export function groupByZone(coredns: CoreDnsPlan): ZonedDns {
  const { forward, template, zones: recordZones, rewrite } = coredns;
  const hosts = listFixedNames(coredns);
  const names = [...new Set([...forward, ...template, ...recordZones].map(({ zone }) => zone))];
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
      fallthrough: recordZones.find((entry) => entry.zone === zone)?.fallthrough || undefined,
      wildcard: deriveWildcard(template.find((entry) => entry.zone === zone)),
      records: omitEmptyList(deriveRecords(recordZones.find((entry) => entry.zone === zone))),
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
  if (template === undefined) return undefined;
  const { addresses, ttlSeconds, fallthrough } = template;
  return omitUndefined({
    addresses: addresses.map(String),
    ttlSeconds,
    fallthrough: fallthrough || undefined,
  });
}

function deriveHost({ name, addresses, ttlSeconds, fallthrough }: FixedName): HostEntry {
  return omitUndefined<HostEntry>({
    name,
    addresses: addresses.map(String),
    ttlSeconds: ttlSeconds === HOST_TTL_SECONDS ? undefined : ttlSeconds,
    fallthrough: fallthrough || undefined,
  });
}

/** The records of a zone that are not addresses. */
function deriveRecords(zone: RecordZone | undefined): readonly ZoneRecord[] {
  return (zone?.records ?? []).flatMap(({ name, type, ttlSeconds, data }) =>
    type === 'A' || type === 'AAAA'
      ? []
      : [{ name, type, ttlSeconds, data: data.map((text) => formatRecordData(type, text)) }],
  );
}

function deriveRule({ match, from, to }: NameRewrite): RewriteRule {
  return { match, from, to };
}
