import type { Family } from '../../address';
import type { Host } from '../host';
import { UnreachableError } from '../host';
import { runRequired } from '../hosts/run-required';

/** Bytes of the IP and ICMP headers, which ping adds to its size. */
const HEADERS = { 4: 28, 6: 48 } as const;

/** A size that every link carries. */
const SMALL = 56;

/** Which packets reach an address and come back. */
export type Reach =
  | { readonly how: 'full' }
  /** Small packets arrive and full ones do not. `message`: the error of the kernel or a router. */
  | { readonly how: 'small only'; readonly message: string }
  | { readonly how: 'none'; readonly message: string };

/**
 * Pings with packets that fill the MTU and must not be fragmented; where none comes back, with small ones.
 *
 * @param mtu of the path, in bytes
 * @throws UnreachableError where ping is missing or cannot forbid fragmentation
 */
export async function measureReach(host: Host, to: string, family: Family, mtu: number): Promise<Reach> {
  const full = await ping(host, to, family, mtu - HEADERS[family]);
  if (full.arrived) return { how: 'full' };
  const small = await ping(host, to, family, SMALL);
  return { how: small.arrived ? 'small only' : 'none', message: full.message };
}

/** Sends three packets, since a radio link may lose one; one answer is enough. */
async function ping(host: Host, to: string, family: Family, size: number) {
  const argv = [
    'ping',
    `-${family}`,
    '-n',
    '-c',
    '3',
    '-i',
    '0.2',
    '-W',
    '1',
    '-M',
    'do',
    '-s',
    String(size),
    to,
  ];
  const { status, stdout, stderr } = await runRequired(host, argv, 'iputils-ping');
  if (/invalid option|unrecognized option/.test(stderr)) {
    throw new UnreachableError(
      `the "ping" on ${host.name} cannot forbid fragmentation`,
      `install iputils-ping on ${host.name}`,
    );
  }
  return { arrived: status === 0, message: findComplaint(stdout + stderr) };
}

/** `message too long, mtu=1400`, `Frag needed and DF set (mtu = 1400)`, `Destination Host Unreachable` */
export function findComplaint(text: string): string {
  const [line] =
    /(message too long.*|Message too long.*|Frag needed.*|Packet too big.*|Destination .*|Network is unreachable|Operation not permitted)/.exec(
      text,
    ) ?? [];
  return line ?? 'no answer';
}
