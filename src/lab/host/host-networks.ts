import { Address, Cidr } from '../../address';
import { run } from '../execution/run';

/** Reads the networks that the host has a route to, without the default route. */
export async function readHostNetworks(): Promise<readonly string[]> {
  const texts = await Promise.all(
    ['-4', '-6'].map((family) => run(['ip', family, '-j', 'route', 'show', 'table', 'all'])),
  );
  return texts.flatMap(parseRoutes);
}

/** @param routes the output of `ip -j route` */
export function parseRoutes(routes: string): readonly string[] {
  const list = JSON.parse(routes === '' ? '[]' : routes) as readonly Route[];
  const cidrs = list
    // Every host has loopback and multicast routes.
    .filter(({ dev, type }) => dev !== 'lo' && type !== 'multicast' && type !== 'anycast')
    .flatMap(({ dst }) => (dst === undefined || dst === 'default' ? [] : [networkOf(dst)]))
    .filter((cidr) => cidr.prefixLength > 0 && !isLinkLocal(cidr));
  return [...new Set(cidrs.map(String))];
}

interface Route {
  readonly dst?: string;
  readonly dev?: string;
  readonly type?: string;
}

function networkOf(destination: string): Cidr {
  if (destination.includes('/')) return Cidr.parse(destination);
  const address = Address.parse(destination);
  return new Cidr(address, address.family === 4 ? 32 : 128);
}

function isLinkLocal({ family, first }: Cidr): boolean {
  return family === 4 ? first >> 16n === 0xa9fen : first >> 118n === 0x3fan;
}
