import type { HostEntry, ZoneOptions } from './dns-options';

/** What is said of zones and hosts, each zone once. */
export interface MergedZones {
  readonly zones: readonly ZoneOptions[];
  /** Names that are in none of the zones. */
  readonly hosts: readonly HostEntry[];
}

/**
 * CoreDNS refuses a zone that stands in two blocks, so all that is said of a zone comes into one; hosts come into
 * the zone that is asked for them, which is the longest that they are in.
 */
export function mergedZones(zones: readonly ZoneOptions[], hosts: readonly HostEntry[]): MergedZones {
  const byName = new Map<string, ZoneOptions>();
  for (const given of zones) {
    const zone = normalizeName(given.zone);
    const known = byName.get(zone);
    byName.set(zone, known === undefined ? { ...given, zone } : mergeZones(known, given));
  }
  const names = [...byName.keys()];
  const all = [...byName.values()].map((zone) => withHosts(zone, names, hosts));
  for (const zone of all) checkZone(zone);
  return { zones: all, hosts: hosts.filter(({ name }) => zoneAround(name, names) === undefined) };
}

/** Lists of both; what can be said once may be said by one of them only. */
function mergeZones(a: ZoneOptions, b: ZoneOptions): ZoneOptions {
  for (const key of ['forward', 'fallthrough', 'wildcard', 'cache', 'log', 'errors'] as const) {
    if (a[key] !== undefined && b[key] !== undefined)
      throw new Error(`Zone ${a.zone} has two values of "${key}"`);
  }
  return {
    ...b,
    ...a,
    hosts: [...(a.hosts ?? []), ...(b.hosts ?? [])],
    records: [...(a.records ?? []), ...(b.records ?? [])],
    rewrite: [...(a.rewrite ?? []), ...(b.rewrite ?? [])],
  };
}

function withHosts(zone: ZoneOptions, names: readonly string[], hosts: readonly HostEntry[]): ZoneOptions {
  const inside = hosts.filter(({ name }) => zoneAround(name, names) === zone.zone);
  return inside.length === 0 ? zone : { ...zone, hosts: [...(zone.hosts ?? []), ...inside] };
}

function zoneAround(name: string, zones: readonly string[]): string | undefined {
  const around = zones.filter((zone) => isWithin(normalizeName(name), zone));
  return around.sort((a, b) => b.length - a.length)[0];
}

function checkZone({ zone, hosts = [], records = [], wildcard }: ZoneOptions): void {
  if (zone === '' || zone === '.') {
    throw new Error('The zone "." is the cluster\'s own block: what is asked outside of it is "upstream"');
  }
  if (zone.includes('/') && wildcard !== undefined) throw new Error(`A network, ${zone}, has no wildcard`);
  const stranger = hosts.find(({ name }) => !isWithin(normalizeName(name), zone));
  if (stranger !== undefined) throw new Error(`Host ${stranger.name} is not in the zone ${zone}`);
  const record = records.find(({ name }) => !isWithin(normalizeName(name), zone));
  if (record !== undefined) throw new Error(`Record ${record.name} is not in the zone ${zone}`);
}

function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** Lower case and without the final dot, as CoreDNS compares it. */
function normalizeName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
