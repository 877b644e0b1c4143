import type { Place } from '../place';
import { readNeighbours } from '../readings';

/** Asks once for each address, so that the machine learns who has it. All at once, in one program. */
const PING_ALL = 'for address; do ping -n -c 2 -i 0.3 -W 1 "$address" >/dev/null 2>&1 & done; wait';

/** The MAC addresses that answer for addresses of the LAN, by address. @throws Unreachable */
export async function owners(
  here: Place,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, { readonly mac: string; readonly permanent: boolean }>> {
  if (addresses.length > 0)
    await here.run(['sh', '-c', PING_ALL, 'ping-all', ...addresses], { timeoutSeconds: 30 });
  const neighbours = await readNeighbours(here);
  const found = addresses.flatMap((address) => {
    const entry = neighbours.find((one) => one.address === address);
    return entry?.mac === undefined
      ? []
      : [[address, { mac: entry.mac, permanent: entry.permanent }] as const];
  });
  return new Map(found);
}
