import { isDeepStrictEqual } from 'node:util';
import type { CustomFile } from './custom-files';
import type { ForwardValues, RewriteValues } from './recognize';
import type { ZoneValues } from './recognize-zone';
import { NODE_RESOLVERS } from './recognize-zone';

/** The server blocks and overrides of all files together. */
export interface CustomDns {
  readonly zones: readonly ZoneValues[];
  readonly rewrite: readonly RewriteValues[];
  readonly upstream?: ForwardValues;
  readonly log: boolean;
  readonly raw: readonly CustomFile[];
}

/**
 * Puts the files together. A profile lists zones and names apart, and synth puts each name into its zone. A file that
 * would not come out of that unchanged stays raw.
 */
export function combineFiles(files: readonly CustomFile[]): CustomDns {
  for (;;) {
    const combined = combine(files);
    const stray = files.find((file) => isStray(file, combined));
    if (stray === undefined) return combined;
    files = files.map((file) => (file === stray ? { name: file.name, text: file.text } : file));
  }
}

function combine(files: readonly CustomFile[]): CustomDns {
  const overrides = files.flatMap(({ override }) => override ?? []);
  const upstream = overrides.find((override) => override.upstream !== undefined)?.upstream;
  return {
    zones: files.flatMap(({ zones }) => zones ?? []),
    rewrite: overrides.flatMap(({ rewrite }) => rewrite),
    log: overrides.some(({ log }) => log),
    raw: files.filter(({ override, zones }) => override === undefined && zones === undefined),
    ...(upstream && { upstream }),
  };
}

/** Whether a file has something that the profile would put elsewhere, or that another file has too. */
function isStray({ name, override, zones = [] }: CustomFile, all: CustomDns): boolean {
  // The block of "." of a Corefile is no file of its own.
  if (name === '') return false;
  const placement = new Placement(all.zones);
  if (override?.upstream !== undefined && !isDeepStrictEqual(override.upstream, all.upstream)) return true;
  if (override?.rewrite.some((rule) => placement.zoneOfRule(rule) !== undefined) === true) return true;
  return zones.some((zone) => {
    if (zone.kind === 'zone') return !placement.isPlaced(zone);
    const upstream = all.upstream ?? NODE_RESOLVERS;
    const isOnly = all.zones.filter(({ kind }) => kind === 'hosts')[0] === zone;
    const isFree = zone.hosts.every(({ name }) => placement.zoneOfHost(name) === undefined);
    return !isOnly || !isFree || !isDeepStrictEqual(zone.upstream, upstream);
  });
}

/** Which zone's block a profile's names go to. */
class Placement {
  private readonly zones: readonly string[];

  constructor(private readonly all: readonly ZoneValues[]) {
    const named = all.flatMap((zone) => (zone.kind === 'zone' ? [zone] : []));
    this.zones = named.map(({ zone }) => zone);
  }

  isPlaced(zone: Extract<ZoneValues, { kind: 'zone' }>): boolean {
    const first = this.all.find((one) => one.kind === 'zone' && one.zone === zone.zone);
    return (
      first === zone &&
      zone.hosts.every(({ name }) => this.zoneOfHost(name) === zone.zone) &&
      zone.rewrite.every((rule) => this.zoneOfRule(rule) === zone.zone)
    );
  }

  zoneOfHost(name: string): string | undefined {
    return this.findAround(name);
  }

  zoneOfRule({ match, from }: RewriteValues): string | undefined {
    return match === 'regex' || match === 'prefix' ? undefined : this.findAround(from.replace(/^\./, ''));
  }

  private findAround(name: string): string | undefined {
    const all = this.zones.filter((zone) => name === zone || name.endsWith(`.${zone}`));
    return all.sort((a, b) => b.length - a.length)[0];
  }
}
