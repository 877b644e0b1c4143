import type { Host } from '../host';
import { UnreachableError } from '../host';
import { runRequired } from '../hosts/run-required';
import type { Link } from '../readings';
import { readJson, readLinks } from '../readings';
import type { Neighbour } from '../readings/neighbours';
import { parseNeighbours } from '../readings/neighbours';

/** The machine that answers for an address. */
export interface AddressOwner {
  readonly mac: string;
  /** Whether it is a static entry, which the kernel does not verify. */
  readonly permanent: boolean;
  /** Whether the querying machine itself has the address. */
  readonly own: boolean;
}

/**
 * Resolves all addresses at once and prints the neighbour table. The kernel asks three times, a second apart, and trusts
 * an old entry for five seconds: until it is confirmed, an entry may belong to a machine that is gone. Old entries that
 * fail are resolved once more. One script, since an earlier read of the table lacks these addresses.
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

/** The owners of addresses of the LAN, by address. @throws UnreachableError */
export async function readOwners(
  host: Host,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, AddressOwner>> {
  if (addresses.length === 0) return new Map();
  await requirePing(host);
  const links = await readLinks(host);
  const script = ['sh', '-c', ASK_AND_LIST, 'ask-and-list', ...addresses];
  const neighbours = parseNeighbours(await readJson(host, script, 'iproute2', { timeoutSeconds: 40 }));
  const found = addresses.flatMap((address) => {
    const owner =
      findOwnAddress(address, links) ?? findOwner(neighbours.filter((one) => one.address === address));
    return owner === undefined ? [] : [[address, owner] as const];
  });
  return new Map(found);
}

/** Without ping the kernel resolves no address, and every address would seem free. */
async function requirePing(host: Host): Promise<void> {
  const words = ['ping', '-n', '-c', '1', '-W', '1', '127.0.0.1'];
  const { stderr } = await runRequired(host, words, 'iputils-ping');
  if (!/not permitted|denied/i.test(stderr)) return;
  throw new UnreachableError(
    `"ping" on ${host.name} lacks permission: ${stderr.trim()}`,
    `run it as root on ${host.name}`,
  );
}

/** A machine does not resolve its own addresses. */
function findOwnAddress(address: string, links: readonly Link[]): AddressOwner | undefined {
  const link = links.find(({ addresses }) => addresses.some((one) => one.address === address));
  return link && { mac: link.mac, permanent: false, own: true };
}

/** Another interface may have an old entry for the address. */
function findOwner(entries: readonly Neighbour[]): AddressOwner | undefined {
  const known = entries.find(({ reachable }) => reachable) ?? entries.find(({ mac }) => mac !== undefined);
  return known?.mac === undefined ? undefined : { mac: known.mac, permanent: known.permanent, own: false };
}
