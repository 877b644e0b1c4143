import type { SeenPacket } from './parse-capture';
import type { PacketRecord } from './packet-record';

/** A connection's first packet: SYN, with ECN or without. */
function isFirst({ flags }: SeenPacket): boolean {
  return /^S[EW]*$/.test(flags);
}

/**
 * The sequence number of the connection's first packet, which no translation changes; undefined where it was not sent.
 * A node's own packet is translated before its first interface: conntrack has the port that it was given.
 */
export function findSequence({ from, to, captures, connections }: PacketRecord): number | undefined {
  const sent = (captures.get(from.place)?.packets ?? []).filter(isFirst);
  const direct = sent.find((one) => one.sourcePort === from.port && one.destinationPort === to.port);
  if (direct !== undefined) return direct.sequence;
  const tracked = connections
    .get(from.place)
    ?.find((one) => one.sourcePort === from.port && one.destination === to.address);
  const translated = sent.find(
    (one) =>
      one.sourcePort === (tracked?.newSourcePort ?? from.port) &&
      one.destination === (tracked?.newDestination ?? to.address),
  );
  return translated?.sequence;
}

/** The packets of the flow at a place, in order. */
export function listFlowPackets(
  { captures }: PacketRecord,
  place: string,
  sequence: number | undefined,
): readonly SeenPacket[] {
  const packets = captures.get(place)?.packets ?? [];
  return packets.filter((packet) => isFirst(packet) && packet.sequence === sequence);
}

/** The answer to the first packet that left the place. tcpdump prints packets of the loopback interface as received. */
export function findReply(
  { captures }: PacketRecord,
  place: string,
  sequence: number | undefined,
): SeenPacket | undefined {
  if (sequence === undefined) return undefined;
  const packets = captures.get(place)?.packets ?? [];
  return packets.find(
    ({ acknowledged, direction, flags, interface: name }) =>
      acknowledged === (sequence + 1) % 2 ** 32 &&
      (direction === 'Out' || name === 'lo') &&
      /^[SR]/.test(flags),
  );
}
