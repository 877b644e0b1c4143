import type { Address } from '../../address';

/** A netfilter hook: a point on a packet's path through a node. */
export type FirewallHook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';

/** The first packet of a connection, as the rules of a node match it. */
export interface Packet {
  readonly protocol: 'tcp' | 'udp';
  readonly source: Address;
  readonly destination: Address;
  readonly port: number;
  /** Incoming interface; undefined: the node itself sends the packet. */
  readonly inDevice?: string;
  /** Outgoing interface; undefined: the packet is for the node itself. */
  readonly outDevice?: string;
}

/** The hooks that a packet passes, in order. */
export function listHooks({ inDevice, outDevice }: Packet): readonly FirewallHook[] {
  if (inDevice === undefined) return ['output', 'postrouting'];
  return outDevice === undefined ? ['prerouting', 'input'] : ['prerouting', 'forward', 'postrouting'];
}
