import type { Trace, TraceHop } from '../trace-hop';
import { describeInstead, describePacket, findUnanswered } from './describe-seen';
import { findReply, findSequence, listFlowPackets } from './find-flow';
import type { PacketRecord } from './packet-record';
import { placeOfPod } from './packet-record';
import type { SeenPacket } from './parse-capture';

/** A predicted hop, and what was seen of it. */
export interface LiveHop extends TraceHop {
  /** `not observed`: nothing at the hop can be seen, such as the inside of an encrypted tunnel. */
  readonly outcome: 'seen' | 'differs' | 'not reached' | 'not observed';
  /** `Out flannel.1 10.42.0.5:21000 to 10.42.1.6:80`. */
  readonly seen?: string;
  /** Bytes: the MTU of the interface that the packet passed. */
  readonly seenMtu?: number;
}

/** The predicted way, compared with a real packet. */
export interface LiveTrace extends Omit<Trace, 'hops'> {
  readonly hops: readonly LiveHop[];
  readonly agrees: boolean;
  readonly difference?: HopDifference;
}

/** The first hop where prediction and reality differ. */
export interface HopDifference {
  /** Counted from 1. */
  readonly hop: number;
  /** IDs of the checks of `verify` that find the cause. */
  readonly checks: readonly string[];
  /** The rule of the node's firewall that drops the packet, where one certainly does. */
  readonly rule?: string;
}

/** What was seen at a hop. */
type Observation = Pick<LiveHop, 'outcome' | 'seen' | 'seenMtu'>;

/** Compares the predicted hops with what was seen of one connection, up to the first hop that differs. */
export function compareHops(trace: Trace, record: PacketRecord): LiveTrace {
  const comparison = new Comparison(record, trace.hops);
  const hops: LiveHop[] = [];
  let difference: number | undefined;
  for (const [index, hop] of trace.hops.entries()) {
    const observed: Observation =
      difference === undefined ? comparison.observe(hop, index) : { outcome: 'not reached' };
    if (observed.outcome === 'differs') difference = index + 1;
    hops.push({ ...hop, ...observed });
  }
  const end = difference === undefined && trace.dropped !== undefined ? comparison.findArrival() : undefined;
  if (end !== undefined) {
    difference = hops.length;
    const last = hops.at(-1);
    if (last !== undefined) hops[hops.length - 1] = { ...last, outcome: 'differs', seen: end };
  }
  const { assumption, dropped } = trace;
  return {
    hops,
    ...(assumption !== undefined && { assumption }),
    ...(dropped !== undefined && { dropped }),
    agrees: difference === undefined,
    ...(difference !== undefined && {
      difference: { hop: difference, checks: listGuards(hops[difference - 1]) },
    }),
  };
}

/** A packet that a node receives and does not pass on may be dropped by its firewall. */
function listGuards(hop: LiveHop | undefined): readonly string[] {
  const isPassing = hop !== undefined && ['route', 'decapsulate', 'deliver'].includes(hop.step);
  const isDropped = isPassing && hop.seen?.includes(' Out ') === false && hop.seenMtu === undefined;
  const checks = [...(hop?.check === undefined ? [] : [hop.check]), ...(isDropped ? ['firewall-drops'] : [])];
  return [...new Set(checks)];
}

/** Follows the packet: each translation changes the addresses that the next hops must show. */
class Comparison {
  private readonly sequence: number | undefined;
  private source: string | undefined;
  private destination: string;

  constructor(
    private readonly record: PacketRecord,
    private readonly hops: readonly TraceHop[],
  ) {
    this.sequence = findSequence(record);
    this.destination = record.to.address;
  }

  observe(hop: TraceHop, index: number): Observation {
    switch (hop.step) {
      case 'resolve':
        return this.resolve();
      case 'start':
        return this.start(hop);
      case 'translate':
        return this.translate(hop);
      case 'host-port':
        return this.relay(hop, 'Out');
      case 'relay':
        return this.relay(hop, 'In');
      case 'masquerade':
        return this.masquerade(hop);
      case 'wire':
        return this.wire(hop, index);
      case 'deliver':
        return this.deliver(hop);
      case 'route':
        return this.isTranslatedNext(index) ? this.startAtNode(hop) : this.pass(hop, 'Out', index);
      case 'encapsulate':
      case 'bridge-out':
      case 'send':
        return this.pass(hop, 'Out', index);
      case 'bridge-in':
      case 'decapsulate':
      case 'receive':
      case 'arrive':
        return this.pass(hop, 'In', index);
    }
  }

  /** What reached a node although it should not have; undefined where nothing did. */
  findArrival(): string | undefined {
    for (const place of this.record.captures.keys()) {
      if (!place.startsWith('node ') && !place.startsWith('pod ')) continue;
      const [packet] = place === this.record.from.place ? [] : this.flowAt(place);
      if (packet !== undefined) return `it reaches ${place}: ${describePacket(packet)}`;
    }
    return undefined;
  }

  private resolve(): Observation {
    const { answer } = this.record;
    const addresses = answer?.addresses.join(', ') ?? '';
    const from = answer?.server === undefined ? '' : `${answer.server} answers `;
    if (addresses === '') return { outcome: 'differs', seen: 'no address' };
    const isPlanned = answer?.addresses.some((one) => answer.planned.includes(one)) === true;
    return { outcome: isPlanned ? 'seen' : 'differs', seen: `${from}${addresses}` };
  }

  /** A client that no machine answers has sent only the question for the hardware address. */
  private start(hop: TraceHop): Observation {
    const { place } = this.record.from;
    const packet = this.flowAt(place).find(({ direction }) => direction === 'Out');
    if (packet !== undefined) return this.accept(hop, place, packet);
    const question = findUnanswered(this.record, place);
    if (question === undefined) return { outcome: 'differs', seen: 'no packet' };
    return { outcome: 'seen', seen: `asks which machine has ${question}` };
  }

  /** kube-proxy translates a node's own packet before its first interface: only conntrack has its first addresses. */
  private startAtNode({ where }: TraceHop): Observation {
    const { from, to, connections } = this.record;
    const tracked = connections
      .get(where)
      ?.find(({ sourcePort, destination }) => sourcePort === from.port && destination === to.address);
    if (tracked === undefined && this.sequence === undefined)
      return { outcome: 'differs', seen: 'no packet' };
    if (tracked === undefined) return { outcome: 'not observed' };
    return { outcome: 'seen', seen: `conntrack: ${tracked.source} to ${tracked.destination}` };
  }

  private pass(hop: TraceHop, way: SeenPacket['direction'], index: number): Observation {
    const place = hop.step === 'arrive' ? placeOfPod(this.destination) : hop.where;
    const isCarried = hop.carrier !== undefined;
    if (hop.carrier?.kind === 'WireGuard') return { outcome: 'not observed' };
    const packets = this.flowAt(place);
    const found = packets.filter(
      (packet) =>
        (packet.direction === way || packet.interface === 'lo') &&
        isForMachine(packet) &&
        (packet.carrier !== undefined) === isCarried &&
        isAtDevice(packet, hop) &&
        hasCarrier(packet, hop),
    );
    const matching = found.filter((one) => this.hasAddresses(one));
    const packet = matching.find((one) => one.interface === hop.device) ?? matching[0];
    if (packet !== undefined) return this.accept(hop, place, packet);
    if (hop.step === 'send' && this.asksForNext(place, hop, index))
      return { outcome: 'seen', seen: 'asks which machine has the next address' };
    return { outcome: 'differs', seen: this.explain(hop, place, packets) };
  }

  /** Where the next machine does not answer ARP or NDP, the kernel holds the packet back. */
  private asksForNext(place: string, hop: TraceHop, index: number): boolean {
    const question = findUnanswered(this.record, place);
    return question !== undefined && this.hops[index + 1]?.step === 'wire' && hop.device !== undefined;
  }

  private explain(hop: TraceHop, place: string, packets: readonly SeenPacket[]): string {
    const way = this.describeExpected(hop);
    const seen = describeInstead(this.record, place, packets);
    const device = this.record.interfaces.get(place)?.find(({ name }) => name === hop.device);
    const isMissing = hop.device !== undefined && this.record.interfaces.has(place) && device === undefined;
    if (isMissing) return `${seen}; there is no ${hop.device ?? ''}`;
    if (device?.isUp === false) return `${seen}; ${device.name} is down`;
    return way === undefined ? seen : `${seen}; ${way}`;
  }

  /** The addresses that the hop had to show, where they are not those that were sent. */
  private describeExpected({ carrier }: TraceHop): string | undefined {
    if (carrier !== undefined)
      return `predicted in ${carrier.kind} ${carrier.source} to ${carrier.destination}`;
    if (this.destination === this.record.to.address) return undefined;
    return `predicted to ${this.destination}`;
  }

  private wire(hop: TraceHop, index: number): Observation {
    if (hop.carrier?.kind === 'WireGuard') return { outcome: 'not observed' };
    const next = this.hops[index + 1]?.where ?? 'LAN client';
    const packets = this.flowAt(hop.where);
    const port = this.record.ports.get(next);
    // Outside of the lab's machines, what the LAN receives from the sender is all that can be seen.
    const isLast = this.hops[index + 1] === undefined;
    const packet = packets.find(
      (one) =>
        hasCarrier(one, hop) &&
        (one.direction === 'In' ? isLast : one.interface === port) &&
        this.hasAddresses(one),
    );
    if (packet !== undefined) return this.accept(hop, hop.where, packet);
    const asked = this.unansweredOnWire();
    const seen = packets.length > 0 || asked === undefined ? undefined : `nothing answers for ${asked}`;
    return { outcome: 'differs', seen: seen ?? describeInstead(this.record, hop.where, packets) };
  }

  private unansweredOnWire(): string | undefined {
    for (const place of this.record.captures.keys()) {
      const question = place.startsWith('pod ') ? undefined : findUnanswered(this.record, place);
      if (question !== undefined) return question;
    }
    return undefined;
  }

  private translate(hop: TraceHop): Observation {
    const packets = this.flowAt(hop.where).filter(({ direction }) => direction === 'Out');
    const translated = packets.find(({ destination, destinationPort }) =>
      this.record.endpoints.some(({ address, port }) => address === destination && port === destinationPort),
    );
    if (translated === undefined)
      return { outcome: 'differs', seen: describeInstead(this.record, hop.where, packets) };
    const isKept = this.source === undefined || translated.source === this.source;
    const isOwn = this.ownAddresses(hop.where).includes(translated.source);
    const seen = `${describePacket(translated)}${this.describeTracking(hop.where)}`;
    if (hop.source === undefined ? !isKept : !isOwn) return { outcome: 'differs', seen };
    this.source = translated.source;
    this.destination = translated.destination;
    return { outcome: 'seen', seen };
  }

  private isTranslatedNext(index: number): boolean {
    const next = this.hops[index + 1]?.step;
    return next === 'translate' || next === 'host-port';
  }

  /** ServiceLB's pod is known by its address only: the node sends to it, and it sends back. */
  private relay(hop: TraceHop, way: 'Out' | 'In'): Observation {
    const packets = this.flowAt(hop.where).filter(({ carrier }) => carrier === undefined);
    const isRelayed = ({ direction, source, destination }: SeenPacket) =>
      way === 'Out'
        ? direction === 'Out' && source === this.source && destination !== this.destination
        : source === this.destination;
    const packet = packets.find((one) => one.interface.startsWith('veth') && isRelayed(one));
    if (packet === undefined)
      return { outcome: 'differs', seen: describeInstead(this.record, hop.where, packets) };
    this.source = packet.source;
    this.destination = packet.destination;
    return { outcome: 'seen', seen: describePacket(packet) };
  }

  private masquerade(hop: TraceHop): Observation {
    const packets = this.flowAt(hop.where).filter(
      ({ direction, carrier }) => direction === 'Out' && carrier === undefined,
    );
    const packet = packets.find(({ source }) => source === hop.source);
    if (packet === undefined)
      return { outcome: 'differs', seen: describeInstead(this.record, hop.where, packets) };
    this.source = packet.source;
    return { outcome: 'seen', seen: `${describePacket(packet)}${this.describeTracking(hop.where)}` };
  }

  /** Only an answer shows that the packet passed the node's own firewall. */
  private deliver(hop: TraceHop): Observation {
    const reply = findReply(this.record, hop.where, this.sequence);
    if (reply === undefined) return { outcome: 'differs', seen: 'no answer' };
    const kind = reply.flags.startsWith('S') ? 'accepts the connection' : 'refuses the connection';
    return { outcome: 'seen', seen: `${kind}: ${describePacket(reply)}` };
  }

  private describeTracking(place: string): string {
    const { from, to, connections } = this.record;
    const tracked = connections
      .get(place)
      ?.find(({ sourcePort, destination }) => sourcePort === from.port && destination === to.address);
    if (tracked === undefined) return '';
    return `; conntrack: replies come from ${tracked.newDestination} to ${tracked.newSource}`;
  }

  /** Compares the MTU too: a smaller one drops larger packets of the same connection. */
  private accept(hop: TraceHop, place: string, packet: SeenPacket): Observation {
    this.source ??= packet.source;
    const facts = this.record.interfaces.get(place)?.find(({ name }) => name === packet.interface);
    const seen = describePacket(packet);
    if (facts === undefined) return { outcome: 'seen', seen };
    const isOther = hop.mtu !== undefined && facts.mtu !== hop.mtu;
    if (isOther) return { outcome: 'differs', seen: `${seen}, MTU ${facts.mtu}`, seenMtu: facts.mtu };
    return { outcome: 'seen', seen, seenMtu: facts.mtu };
  }

  private hasAddresses({ source, destination }: SeenPacket): boolean {
    const isSource = this.source === undefined || source === this.source;
    return isSource && destination === this.destination;
  }

  private ownAddresses(place: string): readonly string[] {
    return (this.record.interfaces.get(place) ?? []).flatMap(({ addresses }) => addresses);
  }

  private flowAt(place: string): readonly SeenPacket[] {
    return listFlowPackets(this.record, place, this.sequence);
  }
}

/** A pod's own interface on the bridge counts as the bridge: pods of one node reach each other without its address. */
function isAtDevice(packet: SeenPacket, { device, step }: TraceHop): boolean {
  if (device === undefined || packet.interface === device) return true;
  return (step === 'bridge-in' || step === 'bridge-out') && packet.interface.startsWith('veth');
}

/** The pods' ends of the bridge receive frames for the bridge or for other pods. */
function isForMachine({ isForeign, interface: name }: SeenPacket): boolean {
  return isForeign !== true || name.startsWith('veth');
}

function hasCarrier(packet: SeenPacket, { carrier }: TraceHop): boolean {
  return packet.carrier?.source === carrier?.source && packet.carrier?.destination === carrier?.destination;
}
