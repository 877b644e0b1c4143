import type { Address } from '../../address';

/** Where on its way through a node a packet is looked at. */
export type Hook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';

/** The first packet of a connection, as the rules of a node see it. */
export interface Packet {
  readonly protocol: 'tcp' | 'udp';
  readonly source: Address;
  readonly destination: Address;
  readonly port: number;
  /** Interface that it came in by; undefined: the node sends it itself. */
  readonly inDevice?: string;
  /** Interface that it leaves by; undefined: it is for the node itself. */
  readonly outDevice?: string;
}

/** The places that a packet passes, in their order. */
export function hooksOf({ inDevice, outDevice }: Packet): readonly Hook[] {
  if (inDevice === undefined) return ['output', 'postrouting'];
  return outDevice === undefined ? ['prerouting', 'input'] : ['prerouting', 'forward', 'postrouting'];
}
