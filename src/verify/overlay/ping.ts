import type { Family } from '../../address';
import type { Place } from '../place';
import { Unreachable } from '../place';
import { runRequired } from '../hosts/required';

/** Bytes of the IP header and ICMP's own: what a ping of a given size adds. */
const HEADERS = { 4: 28, 6: 48 } as const;

/** A size that passes wherever anything does. */
const SMALL = 56;

/** How packets of one size fare on the way to an address. */
export type Reach =
  | { readonly how: 'full' }
  /** Small packets arrive and full ones do not. `said`: what the kernel or a router said to it. */
  | { readonly how: 'small only'; readonly said: string }
  | { readonly how: 'none'; readonly said: string };

/**
 * Sends packets that fill an MTU and may not be taken apart on the way; where none comes back, small ones.
 *
 * @param mtu of the way, in bytes
 * @throws Unreachable where there is no ping that can forbid it
 */
export async function pinged(here: Place, to: string, family: Family, mtu: number): Promise<Reach> {
  const full = await ping(here, to, family, mtu - HEADERS[family]);
  if (full.arrived) return { how: 'full' };
  const small = await ping(here, to, family, SMALL);
  return { how: small.arrived ? 'small only' : 'none', said: full.said };
}

/** Three packets, since a radio link may lose one; one answer is enough. */
async function ping(here: Place, to: string, family: Family, size: number) {
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
  const { status, stdout, stderr } = await runRequired(here, argv, 'iputils-ping');
  if (/invalid option|unrecognized option/.test(stderr)) {
    throw new Unreachable(
      `the "ping" of ${here.name} cannot forbid fragmentation`,
      `install iputils-ping on ${here.name}`,
    );
  }
  return { arrived: status === 0, said: complaint(stdout + stderr) };
}

/** `message too long, mtu=1400`, `Frag needed and DF set (mtu = 1400)`, `Destination Host Unreachable` */
export function complaint(text: string): string {
  const [line] =
    /(message too long.*|Message too long.*|Frag needed.*|Packet too big.*|Destination .*|Network is unreachable|Operation not permitted)/.exec(
      text,
    ) ?? [];
  return line ?? 'no answer';
}
