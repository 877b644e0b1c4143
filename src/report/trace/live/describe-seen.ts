import type { PacketRecord } from './packet-record';
import type { SeenPacket } from './parse-capture';

type Described = Omit<SeenPacket, 'isForeign'> & { readonly isForeign?: true | undefined };

/** `Out flannel.1 10.42.0.5:21000 to 10.42.1.6:80`. */
export function describePacket(packet: Described): string {
  const { source, sourcePort, destination, destinationPort, carrier, direction } = packet;
  const inner = `${formatEnd(source, sourcePort)} to ${formatEnd(destination, destinationPort)}`;
  const outer =
    carrier === undefined ? '' : ` in ${carrier.kind} ${carrier.source} to ${carrier.destination}`;
  const foreign = packet.isForeign === true ? ' for another hardware address' : '';
  return `${direction} ${packet.interface} ${inner}${outer}${foreign}`;
}

/** What was seen at a place instead of what was predicted. */
export function describeInstead(record: PacketRecord, place: string, packets: readonly SeenPacket[]): string {
  // Ports of a bridge receive frames for other machines only.
  const shown = place === 'LAN' ? packets.map((packet) => ({ ...packet, isForeign: undefined })) : packets;
  const texts = (way: SeenPacket['direction']) => [
    ...new Set(shown.filter(({ direction }) => direction === way).map(describePacket)),
  ];
  if (texts('Out').length > 0) return `only ${texts('Out').join('; ')}`;
  const last = texts('In').at(-1);
  if (last !== undefined) return `only ${last}`;
  const question = findUnanswered(record, place);
  if (question !== undefined) return `no packet; nothing answers for ${question}`;
  return 'no packet';
}

/** An address that the place asked for by ARP or NDP, and that nothing answered for. */
export function findUnanswered({ captures }: PacketRecord, place: string): string | undefined {
  const messages = captures.get(place)?.neighbors ?? [];
  const asked = messages.find(
    ({ kind, address, direction }) =>
      kind === 'question' &&
      direction === 'Out' &&
      !messages.some((one) => one.kind === 'answer' && one.address === address),
  );
  return asked?.address;
}

function formatEnd(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
