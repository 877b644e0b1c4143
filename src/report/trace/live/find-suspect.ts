import type { LiveTrace } from './compare-hops';
import { findSequence, listFlowPackets } from './find-flow';
import type { PacketRecord } from './packet-record';
import type { SeenPacket } from './parse-capture';

/** A packet that a node received or made, and did not pass on: its firewall may drop it. */
export interface SuspectPacket {
  readonly node: string;
  readonly protocol: 'tcp' | 'udp';
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** @default - the node made it */
  readonly inDevice?: string;
  /** @default - it is for the node itself */
  readonly outDevice?: string;
}

const NODE = 'node ';

/**
 * The packet that the firewall of the node may drop at the hop that differs; undefined where the difference is another
 * one.
 *
 * @param vxlanPort UDP port of the tunnel
 */
export function findSuspect(
  { hops, difference }: LiveTrace,
  record: PacketRecord,
  vxlanPort: number,
): SuspectPacket | undefined {
  const index = (difference?.hop ?? 0) - 1;
  const hop = hops[index];
  if (hop === undefined || !hop.where.startsWith(NODE) || hop.seenMtu !== undefined) return undefined;
  const node = hop.where.slice(NODE.length);
  const packets = listFlowPackets(record, hop.where, findSequence(record));
  const received = packets.findLast(({ direction }) => direction === 'In');
  const device = hops.slice(index).find((one) => one.device !== undefined && one.where === hop.where)?.device;
  switch (hop.step) {
    case 'route':
    case 'masquerade':
      return received && device !== undefined
        ? { node, ...endsOf(received), inDevice: received.interface, outDevice: device }
        : undefined;
    case 'deliver':
      return received && { node, ...endsOf(received), inDevice: received.interface };
    case 'decapsulate':
      return (
        received?.carrier && { node, ...carrierOf(received.carrier, vxlanPort), inDevice: received.interface }
      );
    case 'send':
      return hop.carrier && hop.device !== undefined
        ? { node, ...carrierOf(hop.carrier, vxlanPort), outDevice: hop.device }
        : undefined;
    default:
      return undefined;
  }
}

function endsOf({ source, destination, destinationPort }: SeenPacket) {
  return { protocol: 'tcp', source, destination, port: destinationPort } as const;
}

function carrierOf({ source, destination }: NonNullable<SeenPacket['carrier']>, port: number) {
  return { protocol: 'udp', source, destination, port } as const;
}
