import type { CommandOutput, Host } from '../host';
import { UnreachableError } from '../host';
import { canonicalize } from './links';
import { readJson } from './read-json';

/** An entry of the neighbour table: the MAC address of an address on the link. */
export interface Neighbour {
  readonly address: string;
  readonly device: string;
  readonly mac?: string;
  /** Whether it is a static entry. */
  readonly permanent: boolean;
  /** Whether it was confirmed recently. */
  readonly reachable: boolean;
}

/** An entry of the forwarding database: where a bridge or VXLAN device sends frames for a MAC address. */
export interface ForwardingEntry {
  readonly mac: string;
  readonly device: string;
  /** The remote end of the tunnel. */
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
 * Reads the neighbour table, both families.
 *
 * @param to limits the read to one address; it bypasses the cached read of the whole table
 * @throws UnreachableError
 */
export async function readNeighbours(host: Host, to?: string): Promise<readonly Neighbour[]> {
  const only = to === undefined ? [] : ['show', 'to', to];
  return parseNeighbours(
    await readJson<readonly RawNeighbour[]>(host, ['ip', '-j', 'neighbour', ...only], 'iproute2'),
  );
}

export function parseNeighbours(raw: readonly RawNeighbour[]): readonly Neighbour[] {
  return raw.map(({ dst, dev, lladdr, state }) => ({
    ...{ address: canonicalize(dst), device: dev },
    permanent: state?.includes('PERMANENT') ?? false,
    reachable: state?.includes('REACHABLE') ?? false,
    ...(lladdr !== undefined && { mac: lladdr }),
  }));
}

/** Paths of iproute2's `bridge`. Full paths come first: k3s puts a CNI plugin of that name on PATH. */
const BRIDGE = ['/sbin/bridge', '/usr/sbin/bridge', 'bridge'];

/** @throws UnreachableError */
export async function readForwarding(host: Host): Promise<readonly ForwardingEntry[]> {
  for (const program of BRIDGE) {
    const output = await host.run([program, '-j', 'fdb', 'show']);
    if (isList(output)) return parseForwarding(JSON.parse(output.stdout) as readonly RawEntry[]);
  }
  throw new UnreachableError(`${host.name} has no "bridge" of iproute2`, 'install iproute2 with bridge');
}

function isList({ status, stdout }: CommandOutput): boolean {
  return status === 0 && stdout.trimStart().startsWith('[');
}

function parseForwarding(raw: readonly RawEntry[]): readonly ForwardingEntry[] {
  return raw.map(({ mac, ifname, dst }) => ({
    ...{ mac, device: ifname },
    ...(dst !== undefined && { to: canonicalize(dst) }),
  }));
}
