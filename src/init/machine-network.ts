import type { Family } from '../address';
import type { Host } from '../verify';

/** An address of an interface. */
export interface MachineAddress {
  readonly family: Family;
  readonly address: string;
  readonly prefixLength: number;
  /** Whether DHCP or a router advertisement assigned it. */
  readonly dynamic: boolean;
}

/** An interface with addresses that other machines can reach. */
export interface LocalInterface {
  readonly name: string;
  readonly mtu: number;
  readonly addresses: readonly MachineAddress[];
}

/** A default route. */
export interface DefaultRoute {
  readonly via: string;
  readonly interface: string;
}

/** The network of the machine that netstack runs on. */
export interface MachineNetwork {
  readonly hostName: string;
  readonly interfaces: readonly LocalInterface[];
  /** The preferred one of each family first. */
  readonly defaultRoutes: readonly DefaultRoute[];
  /** Networks that some route leads to: VPNs, containers, other sites. */
  readonly routes: readonly string[];
  /** Addresses of other machines that answered lately. */
  readonly neighbours: readonly string[];
}

interface RawInterface {
  readonly ifname?: string;
  readonly mtu?: number;
  readonly flags?: readonly string[];
  readonly addr_info?: readonly {
    readonly family?: string;
    readonly local?: string;
    readonly prefixlen?: number;
    readonly scope?: string;
    readonly dynamic?: boolean;
    readonly temporary?: boolean;
    readonly deprecated?: boolean;
  }[];
}

interface RawRoute {
  readonly dst?: string;
  readonly gateway?: string;
  readonly dev?: string;
  readonly metric?: number;
  readonly type?: string;
}

interface RawNeighbour {
  readonly dst?: string;
  readonly state?: readonly string[];
}

/** Reads the network by iproute2; undefined where the machine has none of it. */
export async function readMachineNetwork(host: Host, hostName: string): Promise<MachineNetwork | undefined> {
  const interfaces = await readJsonLines<RawInterface>(host, ['ip', '-j', 'address']);
  if (interfaces === undefined) return undefined;
  // Tables of their own are where VPNs put their routes.
  const routes = [
    ...((await readJsonLines<RawRoute>(host, ['ip', '-4', '-j', 'route', 'show', 'table', 'all'])) ?? []),
    ...((await readJsonLines<RawRoute>(host, ['ip', '-6', '-j', 'route', 'show', 'table', 'all'])) ?? []),
  ];
  const neighbours = (await readJsonLines<RawNeighbour>(host, ['ip', '-j', 'neighbour'])) ?? [];
  return parseMachineNetwork(hostName, interfaces, routes, neighbours);
}

async function readJsonLines<T>(host: Host, argv: readonly string[]): Promise<readonly T[] | undefined> {
  const { status, stdout } = await host.run(argv);
  if (status !== 0) return undefined;
  try {
    return JSON.parse(stdout.trim() === '' ? '[]' : stdout) as T[];
  } catch {
    return undefined;
  }
}

function parseMachineNetwork(
  hostName: string,
  interfaces: readonly RawInterface[],
  routes: readonly RawRoute[],
  neighbours: readonly RawNeighbour[],
): MachineNetwork {
  return {
    hostName,
    interfaces: interfaces.flatMap(toInterface),
    defaultRoutes: routes
      .filter(({ dst, gateway, dev }) => dst === 'default' && gateway !== undefined && dev !== undefined)
      .sort((a, b) => (a.metric ?? 0) - (b.metric ?? 0))
      .map(({ gateway = '', dev = '' }) => ({ via: gateway, interface: dev })),
    routes: [
      ...new Set(
        routes
          .filter(({ type }) => type === undefined || type === 'unicast')
          .flatMap(({ dst }) => (dst === undefined || dst === 'default' ? [] : [completePrefix(dst)])),
      ),
    ],
    neighbours: neighbours.flatMap(({ dst, state = [] }) =>
      dst === undefined || state.some((one) => one === 'FAILED' || one === 'INCOMPLETE') ? [] : [dst],
    ),
  };
}

function toInterface({ ifname, mtu = 1500, flags = [], addr_info = [] }: RawInterface): LocalInterface[] {
  if (ifname === undefined || !flags.includes('UP')) return [];
  const addresses = addr_info.flatMap((one): MachineAddress[] => {
    const { family, local, prefixlen, scope, dynamic = false, temporary = false, deprecated = false } = one;
    if (local === undefined || prefixlen === undefined || scope !== 'global') return [];
    // Privacy addresses change by themselves.
    if (temporary || deprecated) return [];
    return [{ family: family === 'inet6' ? 6 : 4, address: local, prefixLength: prefixlen, dynamic }];
  });
  return addresses.length === 0 ? [] : [{ name: ifname, mtu, addresses }];
}

function completePrefix(text: string): string {
  return text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
}
