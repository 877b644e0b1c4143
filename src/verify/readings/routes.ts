import type { Family } from '../../address';
import type { Host } from '../host';
import { canonicalize } from './links';
import { readJson } from './read-json';

/** A route of the main table. */
export interface KernelRoute {
  /** A network with its prefix length, or `default`. */
  readonly to: string;
  readonly via?: string;
  readonly device?: string;
  readonly metric: number;
  /** The type of a route that rejects or drops packets: `unreachable`, `blackhole`, `prohibit`. */
  readonly refuses?: string;
  /** Whether a router advertised it (IPv6). */
  readonly learned: boolean;
  /** Whether the kernel ignores it because its device is down. */
  readonly dead: boolean;
}

interface RawRoute {
  readonly type?: string;
  readonly dst: string;
  readonly protocol?: string;
  readonly gateway?: string;
  readonly via?: { readonly host?: string };
  readonly dev?: string;
  readonly metric?: number;
  readonly flags?: readonly string[];
  readonly nexthops?: readonly Pick<RawRoute, 'gateway' | 'dev' | 'flags'>[];
}

/** The main table's routes of one family. @throws UnreachableError */
export async function readRoutes(host: Host, family: Family): Promise<readonly KernelRoute[]> {
  return parseRoutes(
    await readJson<readonly RawRoute[]>(host, ['ip', `-${family}`, '-j', 'route'], 'iproute2'),
  );
}

/** The routes of all tables of one family. @throws UnreachableError */
export async function readAllRoutes(host: Host, family: Family): Promise<readonly KernelRoute[]> {
  const words = ['ip', `-${family}`, '-j', 'route', 'show', 'table', 'all'];
  return parseRoutes(await readJson<readonly RawRoute[]>(host, words, 'iproute2'));
}

/** A route with several next hops becomes one route per next hop. */
export function parseRoutes(raw: readonly RawRoute[]): readonly KernelRoute[] {
  return raw.flatMap((route) => (route.nexthops ?? [{}]).map((hop) => routeOf({ ...route, ...hop })));
}

function routeOf({ type, dst, protocol, gateway, via, dev, metric, flags }: RawRoute): KernelRoute {
  const next = gateway ?? via?.host;
  return {
    ...{ to: completePrefix(dst), metric: metric ?? 0, learned: protocol === 'ra' },
    dead: flags?.includes('dead') ?? false,
    ...(next !== undefined && { via: canonicalize(next) }),
    ...(dev !== undefined && { device: dev }),
    ...(type !== undefined && type !== 'unicast' && { refuses: type }),
  };
}

/** ip omits the prefix length of a route to one address. */
function completePrefix(text: string): string {
  if (text === 'default') return text;
  const [address = '', length = address.includes(':') ? '128' : '32'] = text.split('/');
  return `${canonicalize(address)}/${length}`;
}

/** `10.42.1.0/24 via 10.42.1.0 dev flannel.1` */
export function formatRoute({ to, via, device, refuses }: KernelRoute): string {
  return [
    ...(refuses === undefined ? [] : [refuses]),
    to,
    ...(via === undefined ? [] : ['via', via]),
    ...(device === undefined ? [] : ['dev', device]),
  ].join(' ');
}
