import { Address } from '../../address';
import type { NotLooked } from '../finding';
import { isNotLooked, orNotLooked } from '../or-not-looked';
import type { Place } from '../place';
import { NO_SUCH_PROGRAM, Unreachable } from '../place';
import { readJson } from '../readings';

/**
 * The interface by which a machine reaches an address of its own network.
 *
 * @throws Unreachable where it does not, or only by a router: what answers then is not the address itself
 */
export async function deviceTo(here: Place, address: string): Promise<string> {
  const routes = await readJson<readonly { readonly dev?: string; readonly gateway?: string }[]>(
    here,
    ['ip', '-j', 'route', 'get', address],
    'iproute2',
  );
  const [{ dev, gateway } = {}] = routes;
  if (dev !== undefined && gateway === undefined) return dev;
  throw new Unreachable(
    `${address} is behind a router for ${here.name}`,
    `run it on a machine whose network has ${address}`,
  );
}

/** Those of some addresses that are of a machine's own network, and why the others cannot be looked at from there. */
export async function ownNetwork(
  here: Place,
  addresses: readonly Address[],
  looked: (address: Address) => string,
): Promise<{ readonly near: readonly Address[]; readonly far: readonly NotLooked[] }> {
  const ways = await Promise.all(
    addresses.map((address) => orNotLooked(looked(address), () => deviceTo(here, address.toString()))),
  );
  return { near: addresses.filter((_, index) => !isNotLooked(ways[index])), far: ways.filter(isNotLooked) };
}

/**
 * That a machine has no way to an address, such as one without IPv6: that nobody answers it says nothing of the cluster.
 * Undefined where it has one, and where nothing says which.
 *
 * @param address or a name, which is left to whoever asks
 * @param looked what is to be asked there
 */
export async function noWay(
  here: Place,
  address: Address | string,
  looked: string,
): Promise<NotLooked | undefined> {
  const to = Address.find(address.toString());
  if (to === undefined) return undefined;
  const { status, stderr } = await here.run(['ip', 'route', 'get', to.toString()]);
  if (status === 0 || status === NO_SUCH_PROGRAM) return undefined;
  return {
    ...{ outcome: 'not looked', looked },
    because: `${here.name} has no way to ${to.toString()}: ${stderr.trim() || `ip ended with ${status}`}`,
    next: `run it on a machine of the LAN with an IPv${to.family} address`,
  };
}
