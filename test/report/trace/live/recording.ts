import { readFileSync } from 'node:fs';
import type { PacketRecord } from '../../../../src/report/trace/live/packet-record';
import { parseCapture } from '../../../../src/report/trace/live/parse-capture';
import { parseConnections, parseInterfaces } from '../../../../src/report/trace/live/parse-facts';

/** What the programs printed about one connection in a lab; of tcpdump, the packets of the connection. */
export interface ConnectionRecording {
  readonly from: PacketRecord['from'];
  readonly to: PacketRecord['to'];
  readonly endpoints?: readonly (PacketRecord['to'] & { readonly node: string })[];
  readonly captures: Readonly<Record<string, readonly string[]>>;
  readonly interfaces?: Readonly<Record<string, readonly object[]>>;
  readonly connections?: Readonly<Record<string, string>>;
  /** @default - the ports of the lab of pikube */
  readonly ports?: Readonly<Record<string, string>>;
  /** Of the name server. */
  readonly answer?: readonly string[];
}

const NODES = ['pi1', 'pi2', 'pi3', 'pi4'];

const PORTS = new Map([
  ...NODES.map((name) => [`node ${name}`, `to-${name}`] as const),
  ['LAN client', 'to-client'],
]);

/** Recorded in a lab: `pod-to-pod`. */
export function loadRecording(name: string): ConnectionRecording {
  const file = `test/report/trace/live/recorded/${name}.json`;
  return JSON.parse(readFileSync(file, 'utf8')) as ConnectionRecording;
}

export function readRecording(recording: ConnectionRecording): PacketRecord {
  const { from, to, endpoints = [], captures, interfaces = {}, connections = {}, answer, ports } = recording;
  const nodes = NODES.map((name) => [`node ${name}`, []] as const);
  return {
    ...{ from, to, endpoints, ports: ports === undefined ? PORTS : new Map(Object.entries(ports)) },
    captures: new Map([
      ...nodes.map(([place]) => [place, parseCapture('')] as const),
      ...Object.entries(captures).map(([place, lines]) => [place, parseCapture(lines.join('\n'))] as const),
    ]),
    interfaces: new Map(
      Object.entries(interfaces).map(([place, links]) => [place, parseInterfaces(JSON.stringify(links))]),
    ),
    connections: new Map(Object.entries(connections).map(([place, text]) => [place, parseConnections(text)])),
    ...(answer && { answer: { addresses: answer, planned: ['10.0.0.100'] } }),
  };
}

/** The recording without the packets of a place that have one of the words in their first line; by default, all. */
export function withoutPackets(
  recording: ConnectionRecording,
  place: string,
  ...words: readonly string[]
): ConnectionRecording {
  let isDropped = false;
  const kept = (recording.captures[place] ?? []).filter((line) => {
    const isHead = /^\d+\.\d+ /.test(line);
    if (isHead) isDropped = words.length === 0 || words.some((word) => line.includes(word));
    return !isDropped;
  });
  return { ...recording, captures: { ...recording.captures, [place]: kept } };
}
