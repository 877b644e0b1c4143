import type { Address } from '../../address';

/** A netfilter hook: a point on a packet's path through a node. */
export type FirewallHook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';

/** The first packet of a connection, or an ICMP echo request, as the rules of a node match it. */
export interface Packet {
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly source: Address;
  readonly destination: Address;
  /** Destination port; 0 for ICMP. */
  readonly port: number;
  /** Incoming interface; undefined: the node itself sends the packet. */
  readonly inDevice?: string;
  /** Outgoing interface; undefined: the packet is for the node itself. */
  readonly outDevice?: string;
  /** Whether kube-proxy replaces the destination after the prerouting hook. @default false */
  readonly translated?: boolean;
}

/** The hooks that a packet passes, in order. */
export function listHooks({ inDevice, outDevice, translated = false }: Packet): readonly FirewallHook[] {
  if (translated) return ['prerouting'];
  if (inDevice === undefined) return ['output', 'postrouting'];
  return outDevice === undefined ? ['prerouting', 'input'] : ['prerouting', 'forward', 'postrouting'];
}

/** The name, alias and number of a packet's protocol in rules: ICMP of IPv6 is another protocol. */
export function listProtocolNames({ protocol, source }: Packet): readonly string[] {
  const names = {
    tcp: ['tcp', '6'],
    udp: ['udp', '17'],
    icmp: source.family === 4 ? ['icmp', '1'] : ['ipv6-icmp', 'icmpv6', '58'],
  };
  return names[protocol];
}

/** The names and numbers of the ICMP type "echo request" of a family. */
export function listEchoNames(family: 4 | 6): readonly string[] {
  return family === 4 ? ['8', '8/0', 'echo-request', 'any', '255'] : ['128', '128/0', 'echo-request'];
}
