import { Unreadable } from '../../address';
import { quoteText } from '../../diagnostics';
import type { CorefileServerBlock } from './corefile';
import { hasVariable } from './environment-variable';
import { splitZone } from './go/domain-name';
import { boundAddresses } from './bound-addresses';
import type { CorefileProblem } from './problem';
import { placeIn, problem, createRefusal } from './problem';
import type { CorefileToken } from './tokenize';
import type { ZoneKey } from './zone-key';
import { parseZoneKey } from './zone-key';

/** Port of the Service that pods ask. */
const DNS_PORT = 53;

/** The transport and port of what pods ask. */
const PLAIN_DNS = `dns:${DNS_PORT}`;

/** One zone of a server block, and where CoreDNS listens for it. */
interface Claim {
  readonly key: CorefileToken;
  readonly zone: string;
  /** Transport and port. */
  readonly listener: string;
  /** Addresses of `bind`; undefined without it: every address. */
  readonly bind: readonly string[] | undefined;
  /** Whether the block is only for some clients, by `view`. */
  readonly partial: boolean;
}

/** A zone that another server block answers. */
export interface TakenZone {
  readonly zone: string;
  /** As a message names it: `the forward of home.arpa`. */
  readonly owner: string;
}

const CLUSTER_ROOT: TakenZone = { zone: '.', owner: "the cluster's own block" };

/** The zones of server blocks, checked. */
export interface CheckedZones {
  readonly problems: readonly CorefileProblem[];
  /** Those that pods can ask. */
  readonly zones: readonly TakenZone[];
}

/**
 * Zones that CoreDNS cannot read, that are there twice, or are `taken`. `file`: how messages about other texts call the
 * one that the blocks are in. `hasRoot`: whether the cluster's own block is one of them.
 */
export function checkZones(
  blocks: readonly CorefileServerBlock[],
  taken: readonly TakenZone[],
  file?: string,
  hasRoot = false,
): CheckedZones {
  const problems: CorefileProblem[] = [];
  const claims = blocks.flatMap((block) => claimsOf(block, problems));
  const owners = new ZoneOwners(hasRoot ? taken : [...taken, CLUSTER_ROOT]);
  for (const claim of claims) {
    const owner = owners.claim(claim);
    if (owner !== undefined) problems.push(twice(claim, owner));
  }
  const zones = claims
    .filter(({ listener, partial }) => listener === PLAIN_DNS && !partial)
    .map(({ zone, key }) => ({ zone, owner: placeIn(key, file) }));
  return { problems, zones };
}

/** Who answers which zone, by the rules of CoreDNS: a zone without `bind` excludes every other on its port. */
class ZoneOwners {
  private readonly taken: ReadonlyMap<string, string>;
  /** By listener, zone and address; the address is empty where there is no `bind`. */
  private readonly exact = new Map<string, CorefileToken>();
  /** By listener and zone. */
  private readonly anywhere = new Map<string, CorefileToken>();

  constructor(taken: readonly TakenZone[]) {
    this.taken = new Map([...taken].reverse().map(({ zone, owner }) => [zone, owner]));
  }

  /** Returns the owner that a zone has already; makes the claim its owner if there is none. */
  claim({ zone, listener, bind, partial, key }: Claim): string | undefined {
    const place = `${listener} ${zone}`;
    const addresses = bind ?? [''];
    const other = partial || listener !== PLAIN_DNS ? undefined : this.taken.get(zone);
    if (other !== undefined) return other;
    for (const address of addresses) {
      const twin = this.exact.get(`${place} ${address}`);
      const overlap = address === '' ? this.anywhere.get(place) : this.exact.get(`${place} `);
      const earlier = partial && twin !== undefined ? undefined : (twin ?? overlap);
      if (earlier !== undefined) return placeIn(earlier);
      if (partial) continue;
      this.exact.set(`${place} ${address}`, key);
      this.anywhere.set(place, key);
    }
    return undefined;
  }
}

function twice({ key, zone }: Claim, owner: string): CorefileProblem {
  const names = zone === key.text ? quoteText(zone) : `${quoteText(key.text)}, which is ${quoteText(zone)},`;
  return createRefusal(
    key,
    `${names} is answered already, by ${owner}`,
    zone === '.'
      ? 'CoreDNS refuses a zone that is in two blocks. Use upstream for what is to be forwarded, or an .override file.'
      : 'CoreDNS refuses a zone that is in two blocks, and its whole configuration with it. Put everything about the zone into one.',
  );
}

function claimsOf({ keys, directives }: CorefileServerBlock, problems: CorefileProblem[]): readonly Claim[] {
  const bind = boundAddresses(directives);
  const names = new Set(directives.map(({ name }) => name.text));
  if (!names.has('view')) problems.push(...bind.twice.map(boundTwice));
  return keys.flatMap((key) => {
    const parsed = readKey(key, problems);
    if (parsed === undefined) return [];
    const { addresses } = bind;
    if (parsed.transport === 'https3' && !names.has('tls')) problems.push(withoutTls(key));
    const listener = `${parsed.transport}:${parsed.port}`;
    return parsed.zones.map((zone) => ({ key, zone, listener, bind: addresses, partial: names.has('view') }));
  });
}

function readKey(key: CorefileToken, problems: CorefileProblem[]): ZoneKey | undefined {
  if (hasVariable(key.text)) return undefined;
  try {
    return parseZoneKey(key.text);
  } catch (reason) {
    if (!(reason instanceof Unreadable)) throw reason;
    const accepted = acceptedZone(key.text);
    const consequence = accepted === undefined ? 'refused' : 'broken';
    problems.push(problem(consequence, key, `${quoteText(key.text)} ${reason.message}`, reason.hint));
    return accepted;
  }
}

/** A zone that may match no name: CoreDNS accepts almost any text as one. Undefined if it refuses the text. */
function acceptedZone(text: string): ZoneKey | undefined {
  const zone = splitZone(text);
  const port = Number(zone?.port ?? DNS_PORT);
  if (zone === undefined || port < 0 || port > 65535) return undefined;
  return { transport: zone.transport, port, zones: [zone.name.toLowerCase().replace(/\.$/, '')] };
}

function boundTwice(address: CorefileToken): CorefileProblem {
  return createRefusal(
    address,
    `${quoteText(address.text)} is bound twice`,
    'CoreDNS refuses an address that it listens on already. Remove one of the two; "lo" contains 127.0.0.1 and ::1.',
  );
}

function withoutTls(key: CorefileToken): CorefileProblem {
  return createRefusal(
    key,
    `${quoteText(key.text)} has no certificate`,
    'CoreDNS refuses DNS over HTTP/3 without "tls". Pods ask by plain DNS: write the zone alone.',
  );
}
