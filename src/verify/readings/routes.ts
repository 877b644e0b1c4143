import type { Family } from '../../address';
import type { Place } from '../place';
import { canonical } from './links';
import { readJson } from './read-json';

/** A route of the main table. */
export interface Route {
  /** A network with its prefix length, or `default`. */
  readonly to: string;
  readonly via?: string;
  readonly device?: string;
  readonly metric: number;
  /** Packets are refused or dropped: `unreachable`, `blackhole`, `prohibit`. */
  readonly refuses?: string;
  /** Made known by a router (IPv6). */
  readonly learned: boolean;
  /** The kernel does not use it: its device is down. */
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

/** The routes of one family. @throws Unreachable */
export async function readRoutes(here: Place, family: Family): Promise<readonly Route[]> {
  return routesOf(await readJson<readonly RawRoute[]>(here, ['ip', `-${family}`, '-j', 'route'], 'iproute2'));
}

/** A route with several next hops becomes one for each. */
export function routesOf(raw: readonly RawRoute[]): readonly Route[] {
  return raw.flatMap((route) => (route.nexthops ?? [{}]).map((hop) => routeOf({ ...route, ...hop })));
}

function routeOf({ type, dst, protocol, gateway, via, dev, metric, flags }: RawRoute): Route {
  const next = gateway ?? via?.host;
  return {
    ...{ to: networkOf(dst), metric: metric ?? 0, learned: protocol === 'ra' },
    dead: flags?.includes('dead') ?? false,
    ...(next !== undefined && { via: canonical(next) }),
    ...(dev !== undefined && { device: dev }),
    ...(type !== undefined && type !== 'unicast' && { refuses: type }),
  };
}

/** ip leaves the length out where the route is to one address. */
function networkOf(text: string): string {
  if (text === 'default') return text;
  const [address = '', length = address.includes(':') ? '128' : '32'] = text.split('/');
  return `${canonical(address)}/${length}`;
}

/** `10.42.1.0/24 via 10.42.1.0 dev flannel.1` */
export function routeText({ to, via, device, refuses }: Route): string {
  return [
    ...(refuses === undefined ? [] : [refuses]),
    to,
    ...(via === undefined ? [] : ['via', via]),
    ...(device === undefined ? [] : ['dev', device]),
  ].join(' ');
}
