import { Unreadable } from '../../address';
import { quoteText } from '../../diagnostics';
import type { ServerBlock } from './corefile';
import type { CorefileProblem } from './problem';
import { error, placeIn, warning } from './problem';
import type { Token } from './tokenize';
import type { ZoneKey } from './zone-key';
import { parseZoneKey } from './zone-key';

/** Port of the Service that pods ask. */
const DNS_PORT = 53;

/** The transport and port of what pods ask. */
const PLAIN_DNS = `dns:${DNS_PORT}`;

/** One zone of a server block, and where CoreDNS listens for it. */
interface Claim {
  readonly key: Token;
  readonly zone: string;
  /** Transport and port. */
  readonly way: string;
  /** Addresses of `bind`; every address if empty. */
  readonly bind: readonly string[];
  /** Whether the block is only for some clients, by `view`. */
  readonly partial: boolean;
}

/** A zone that something else answers already. */
export interface TakenZone {
  readonly zone: string;
  /** As a message names it: `the forward of home.arpa`. */
  readonly owner: string;
}

/** The outcome of a look at the zones of server blocks. */
export interface CheckedZones {
  readonly problems: readonly CorefileProblem[];
  /** Those that pods can ask. */
  readonly zones: readonly TakenZone[];
}

/**
 * Zones that are written wrongly, stand twice, or are `taken`. `file`: how messages about other texts call the one
 * that the blocks are in.
 */
export function checkZones(
  blocks: readonly ServerBlock[],
  taken: readonly TakenZone[],
  file?: string,
): CheckedZones {
  const problems: CorefileProblem[] = [];
  const claims = blocks.flatMap((block) => claimsOf(block, problems));
  for (const [index, claim] of claims.entries()) {
    const owner = ownerOf(claim, claims.slice(0, index), taken);
    if (owner !== undefined) problems.push(twice(claim, owner));
  }
  const zones = claims
    .filter(({ way, partial }) => way === PLAIN_DNS && !partial)
    .map(({ zone, key }) => ({ zone, owner: placeIn(key, file) }));
  return { problems, zones };
}

/** Who else answers the zone. */
function ownerOf({ zone, way, bind, partial }: Claim, before: readonly Claim[], taken: readonly TakenZone[]) {
  if (partial) return undefined;
  if (way === PLAIN_DNS) {
    if (zone === '.') return "the cluster's own block";
    const other = taken.find((one) => one.zone === zone);
    if (other !== undefined) return other.owner;
  }
  const twin = before.find(
    (one) => !one.partial && one.zone === zone && one.way === way && overlaps(one.bind, bind),
  );
  return twin && placeIn(twin.key);
}

function twice({ key, zone }: Claim, owner: string): CorefileProblem {
  const names = zone === key.text ? quoteText(zone) : `${quoteText(key.text)}, which is ${quoteText(zone)},`;
  return error(
    key,
    `${names} is answered already, by ${owner}`,
    zone === '.'
      ? 'CoreDNS refuses a zone that stands in two blocks. What is to be asked elsewhere goes into upstream, or into an .override file.'
      : 'CoreDNS refuses a zone that stands in two blocks, and its whole configuration with it. Put everything about the zone into one.',
  );
}

function overlaps(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((address) => b.includes(address));
}

function claimsOf({ keys, directives }: ServerBlock, problems: CorefileProblem[]): readonly Claim[] {
  const bind = directives
    .filter(({ name }) => name.text === 'bind')
    .flatMap(({ tokens }) => tokens.slice(1).map(({ text }) => text));
  const partial = directives.some(({ name }) => name.text === 'view');
  return keys.flatMap((key) => {
    const parsed = readKey(key, problems);
    if (parsed === undefined) return [];
    const way = `${parsed.transport}:${parsed.port}`;
    return parsed.zones.map((zone) => ({ key, zone, way, bind, partial }));
  });
}

function readKey(key: Token, problems: CorefileProblem[]): ZoneKey | undefined {
  try {
    const parsed = parseZoneKey(key.text);
    if (parsed.port !== DNS_PORT) {
      problems.push(
        warning(
          key,
          `Nobody asks ${quoteText(key.text)}: pods ask port ${DNS_PORT}, and this block is for port ${parsed.port}`,
          'The Service of the cluster DNS passes no other port on. Write the zone alone.',
        ),
      );
    }
    return parsed;
  } catch (reason) {
    if (!(reason instanceof Unreadable)) throw reason;
    problems.push(error(key, `${quoteText(key.text)} ${reason.message}`, reason.hint));
    return undefined;
  }
}
