import type { Carrier } from '../trace-hop';

/** A TCP packet that tcpdump printed. */
export interface SeenPacket {
  readonly interface: string;
  readonly direction: 'In' | 'Out';
  /** Whether the frame was for another hardware address. */
  readonly isForeign?: true;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  /** `S`, `S.`, `R.`. */
  readonly flags: string;
  readonly sequence: number;
  /** Number that it acknowledges. */
  readonly acknowledged?: number;
  /** The packet that carries it; its ports are left out. */
  readonly carrier?: Carrier;
}

/** A question of ARP or NDP, or an answer to one. */
export interface NeighborMessage {
  readonly interface: string;
  readonly direction: 'In' | 'Out';
  readonly kind: 'question' | 'answer';
  /** The address that is asked for. */
  readonly address: string;
}

/** What one tcpdump printed. */
export interface Capture {
  readonly packets: readonly SeenPacket[];
  readonly neighbors: readonly NeighborMessage[];
}

/** Time, interface and direction of a packet at `tcpdump -i any -tt`. */
const HEAD = /^\d+\.\d+ +(\S+) +(In|Out|P|M|B) +(.*)$/;

const TCP = /^IP6? (\S+)\.(\d+) > (\S+)\.(\d+): Flags \[([^\]]*)\](.*)$/;

const UDP = /^IP6? (\S+)\.\d+ > (\S+)\.\d+: VXLAN, /;

const NEIGHBORS: readonly (readonly [NeighborMessage['kind'], RegExp])[] = [
  ['question', /^ARP, Request who-has ([^\s,]+)/],
  ['answer', /^ARP, Reply ([^\s,]+) is-at/],
  ['question', /neighbor solicitation, who has ([^\s,]+)/],
  ['answer', /neighbor advertisement, tgt is ([^\s,]+)/],
];

/** Reads the output of `tcpdump -i any -nn -tt -S -T vxlan`. Lines of other packets are left out. */
export function parseCapture(text: string): Capture {
  const packets: SeenPacket[] = [];
  const neighbors: NeighborMessage[] = [];
  let outer: (Seat & { readonly carrier?: Carrier }) | undefined;
  for (const line of text.split('\n')) {
    const [, name, way, rest] = HEAD.exec(line) ?? [];
    if (name !== undefined && rest !== undefined) {
      outer = {
        ...{ interface: name, direction: way === 'Out' ? 'Out' : 'In' },
        ...(way === 'P' && { isForeign: true }),
      };
      const [, source, destination] = UDP.exec(rest) ?? [];
      if (source !== undefined && destination !== undefined)
        outer = { ...outer, carrier: { kind: 'VXLAN', source, destination } };
    }
    if (outer === undefined) continue;
    const packet = parseTcp(rest ?? line, outer);
    if (packet !== undefined) packets.push(packet);
    const message = outer.carrier === undefined ? parseNeighbor(rest ?? line, outer) : undefined;
    if (message !== undefined) neighbors.push(message);
  }
  return { packets, neighbors };
}

type Seat = Pick<SeenPacket, 'interface' | 'direction' | 'isForeign'>;

function parseTcp(text: string, outer: Seat & { readonly carrier?: Carrier }): SeenPacket | undefined {
  const [, source = '', sourcePort, destination = '', destinationPort, flags = '', rest = ''] =
    TCP.exec(text) ?? [];
  const [, sequence] = /\bseq (\d+)/.exec(rest) ?? [];
  if (sourcePort === undefined || sequence === undefined) return undefined;
  const [, acknowledged] = /\back (\d+)/.exec(rest) ?? [];
  return {
    ...outer,
    ...{ source, sourcePort: Number(sourcePort), destination, destinationPort: Number(destinationPort) },
    ...{ flags, sequence: Number(sequence) },
    ...(acknowledged !== undefined && { acknowledged: Number(acknowledged) }),
  };
}

function parseNeighbor(text: string, { interface: name, direction }: Seat): NeighborMessage | undefined {
  for (const [kind, pattern] of NEIGHBORS) {
    const address = pattern.exec(text)?.[1];
    if (address !== undefined) return { interface: name, direction, kind, address };
  }
  return undefined;
}
