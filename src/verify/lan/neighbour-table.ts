import type { Place } from '../place';
import { Unreachable } from '../place';
import { runRequired } from '../hosts/required';
import type { Link } from '../readings';
import { readJson, readLinks } from '../readings';
import type { Neighbour } from '../readings/neighbours';
import { neighboursOf } from '../readings/neighbours';

/** Who has an address. */
export interface Owner {
  readonly mac: string;
  /** Whether somebody has written it there for good, so that nobody is asked. */
  readonly permanent: boolean;
  /** Whether it is the machine that asks. */
  readonly own: boolean;
}

/**
 * Asks for each address, all at once, and lists who has which. The kernel asks thrice, a second apart, and trusts what
 * it knew before for five seconds: until it is sure, an entry may be of a machine that is long gone. Where that machine
 * does not answer, all are asked once more. In one program, since a list that was read for other addresses knows nothing
 * of these.
 */
const ASK_AND_LIST = [
  'ask() { for one; do ping -n -c 2 -i 0.3 -W 1 "$one" >/dev/null 2>&1 & done; wait; settle "$@"; }',
  'those() { states=$1; shift; for one; do ip neighbour show to "$one" $states | grep -q . && echo "$one"; done; }',
  'unsure() { those "nud incomplete nud delay nud probe" "$@" | grep -q .; }',
  'settle() { seconds=0; while [ "$seconds" -lt 10 ] && unsure "$@"; do sleep 1; seconds=$((seconds + 1)); done; }',
  'known=$(those "nud reachable nud stale nud delay nud probe" "$@")',
  'ask "$@"; ask $(those "nud failed" $known)',
  'ip -j neighbour',
].join('\n');

/** Who answers for addresses of the LAN, by address. @throws Unreachable */
export async function owners(here: Place, addresses: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
  if (addresses.length === 0) return new Map();
  await requirePing(here);
  const links = await readLinks(here);
  const program = ['sh', '-c', ASK_AND_LIST, 'ask-and-list', ...addresses];
  const neighbours = neighboursOf(await readJson(here, program, 'iproute2', { timeoutSeconds: 40 }));
  const found = addresses.flatMap((address) => {
    const owner = ownOf(address, links) ?? ownerOf(neighbours.filter((one) => one.address === address));
    return owner === undefined ? [] : [[address, owner] as const];
  });
  return new Map(found);
}

/** Without it nobody would be asked, and nobody seem to answer. */
async function requirePing(here: Place): Promise<void> {
  const words = ['ping', '-n', '-c', '1', '-W', '1', '127.0.0.1'];
  const { stderr } = await runRequired(here, words, 'iputils-ping');
  if (!/not permitted|denied/i.test(stderr)) return;
  throw new Unreachable(
    `"ping" on ${here.name} may not ask: ${stderr.trim()}`,
    `run it as root on ${here.name}`,
  );
}

/** A machine does not ask for what it has itself. */
function ownOf(address: string, links: readonly Link[]): Owner | undefined {
  const link = links.find(({ addresses }) => addresses.some((one) => one.address === address));
  return link && { mac: link.mac, permanent: false, own: true };
}

/** Another interface may know the address from before. */
function ownerOf(entries: readonly Neighbour[]): Owner | undefined {
  const known = entries.find(({ reachable }) => reachable) ?? entries.find(({ mac }) => mac !== undefined);
  return known?.mac === undefined ? undefined : { mac: known.mac, permanent: known.permanent, own: false };
}
