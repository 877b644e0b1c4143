import type { Place } from '../place';
import { readJson } from '../readings';
import { neighboursOf } from '../readings/neighbours';

/**
 * Asks for each address, all at once, and lists who has which. The kernel trusts what it knew before for five seconds
 * and then asks thrice: until it has, an entry may be of a machine that is long gone. In one program, since a list that
 * was read for other addresses knows nothing of these.
 */
const ASK_AND_LIST = [
  'for address; do ping -n -c 2 -i 0.3 -W 1 "$address" >/dev/null 2>&1 & done; wait',
  'unsure() { for address; do ip neighbour show to "$address" nud delay nud probe; done | grep -q .; }',
  'seconds=0; while [ "$seconds" -lt 10 ] && unsure "$@"; do sleep 1; seconds=$((seconds + 1)); done',
  'ip -j neighbour',
].join('\n');

/** Who has an address. */
export interface Owner {
  readonly mac: string;
  /** Whether somebody has written it there for good. */
  readonly permanent: boolean;
}

/** Who answers for addresses of the LAN, by address. @throws Unreachable */
export async function owners(here: Place, addresses: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
  if (addresses.length === 0) return new Map();
  const program = ['sh', '-c', ASK_AND_LIST, 'ask-and-list', ...addresses];
  const neighbours = neighboursOf(await readJson(here, program, 'iproute2', { timeoutSeconds: 30 }));
  const found = addresses.flatMap((address) => {
    const entry = neighbours.find((one) => one.address === address);
    return entry?.mac === undefined
      ? []
      : [[address, { mac: entry.mac, permanent: entry.permanent }] as const];
  });
  return new Map(found);
}
