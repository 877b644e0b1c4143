import { Address } from '../../address';
import type { Skipped } from '../finding';
import { isSkipped, skipIfUnreachable } from '../skip';
import type { Host } from '../host';
import { COMMAND_NOT_FOUND, UnreachableError } from '../host';
import { readJson } from '../readings';

/**
 * The interface of a machine in the network of an address.
 *
 * @throws UnreachableError where a router is between them: the router would answer, not the owner of the address
 */
export async function findDeviceTo(host: Host, address: string): Promise<string> {
  const routes = await readJson<readonly { readonly dev?: string; readonly gateway?: string }[]>(
    host,
    ['ip', '-j', 'route', 'get', address],
    'iproute2',
  );
  const [{ dev, gateway } = {}] = routes;
  if (dev !== undefined && gateway === undefined) return dev;
  throw new UnreachableError(
    `${host.name} reaches ${address} by a router only`,
    `run this command on a machine in the network of ${address}`,
  );
}

/** Splits addresses into those in the machine's own network, and skipped observations for the others. */
export async function splitByNetwork(
  host: Host,
  addresses: readonly Address[],
  subject: (address: Address) => string,
): Promise<{ readonly near: readonly Address[]; readonly far: readonly Skipped[] }> {
  const ways = await Promise.all(
    addresses.map((address) =>
      skipIfUnreachable(subject(address), () => findDeviceTo(host, address.toString())),
    ),
  );
  return { near: addresses.filter((_, index) => !isSkipped(ways[index])), far: ways.filter(isSkipped) };
}

/**
 * A skipped observation where a machine has no route to an address, such as one without IPv6: a missing answer then
 * proves nothing. Undefined where it has a route, or cannot tell.
 *
 * @param address or a host name, which is not resolved
 * @param subject what the route is needed for
 */
export async function findMissingRoute(
  host: Host,
  address: Address | string,
  subject: string,
): Promise<Skipped | undefined> {
  const to = Address.find(address.toString());
  if (to === undefined) return undefined;
  const { status, stderr } = await host.run(['ip', 'route', 'get', to.toString()]);
  if (status === 0 || status === COMMAND_NOT_FOUND) return undefined;
  return {
    ...{ outcome: 'skipped', subject },
    reason: `${host.name} has no route to ${to.toString()}: ${stderr.trim() || `exit status ${status}`}`,
    next: `run this command on a machine of the LAN with an IPv${to.family} address`,
  };
}
