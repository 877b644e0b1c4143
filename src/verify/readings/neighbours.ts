import type { Output, Place } from '../place';
import { Unreachable } from '../place';
import { canonical } from './links';
import { readJson } from './read-json';

/** Which MAC address an address of the same link has. */
export interface Neighbour {
  readonly address: string;
  readonly device: string;
  readonly mac?: string;
  /** Whether somebody has written it there for good. */
  readonly permanent: boolean;
  /** Whether it has answered just now. */
  readonly reachable: boolean;
}

/** Where a bridge or VXLAN device sends frames for a MAC address. */
export interface ForwardingEntry {
  readonly mac: string;
  readonly device: string;
  /** The other end of the tunnel. */
  readonly to?: string;
}

interface RawNeighbour {
  readonly dst: string;
  readonly dev: string;
  readonly lladdr?: string;
  readonly state?: readonly string[];
}

interface RawEntry {
  readonly mac: string;
  readonly ifname: string;
  readonly dst?: string;
}

/**
 * Both families.
 *
 * @param to the only address that is asked for: it is read anew, after others have read all of them
 * @throws Unreachable
 */
export async function readNeighbours(here: Place, to?: string): Promise<readonly Neighbour[]> {
  const only = to === undefined ? [] : ['show', 'to', to];
  return neighboursOf(
    await readJson<readonly RawNeighbour[]>(here, ['ip', '-j', 'neighbour', ...only], 'iproute2'),
  );
}

export function neighboursOf(raw: readonly RawNeighbour[]): readonly Neighbour[] {
  return raw.map(({ dst, dev, lladdr, state }) => ({
    ...{ address: canonical(dst), device: dev },
    permanent: state?.includes('PERMANENT') ?? false,
    reachable: state?.includes('REACHABLE') ?? false,
    ...(lladdr !== undefined && { mac: lladdr }),
  }));
}

/** Where iproute2's `bridge` may be. The path comes first: CNI has a plugin of that name, which k3s lays on PATH. */
const BRIDGE = ['/sbin/bridge', '/usr/sbin/bridge', 'bridge'];

/** @throws Unreachable */
export async function readForwarding(here: Place): Promise<readonly ForwardingEntry[]> {
  for (const program of BRIDGE) {
    const output = await here.run([program, '-j', 'fdb', 'show']);
    if (isList(output)) return forwardingOf(JSON.parse(output.stdout) as readonly RawEntry[]);
  }
  throw new Unreachable(`there is no "bridge" of iproute2 on ${here.name}`, 'install iproute2 with bridge');
}

function isList({ status, stdout }: Output): boolean {
  return status === 0 && stdout.trimStart().startsWith('[');
}

export function forwardingOf(raw: readonly RawEntry[]): readonly ForwardingEntry[] {
  return raw.map(({ mac, ifname, dst }) => ({
    ...{ mac, device: ifname },
    ...(dst !== undefined && { to: canonical(dst) }),
  }));
}
