import type { PacketRecord } from '../../../../src/report/trace/live/packet-record';
import { parseCapture } from '../../../../src/report/trace/live/parse-capture';
import { parseConnections, parseInterfaces } from '../../../../src/report/trace/live/parse-facts';

/** What the programs printed about one connection in a lab of pikube. */
export interface ConnectionRecording {
  readonly from: PacketRecord['from'];
  readonly to: PacketRecord['to'];
  readonly endpoints?: PacketRecord['endpoints'];
  readonly captures: Readonly<Record<string, string>>;
  readonly interfaces?: Readonly<Record<string, string>>;
  readonly connections?: Readonly<Record<string, string>>;
  readonly answer?: PacketRecord['answer'];
}

const PORTS = new Map([
  ...['pi1', 'pi2', 'pi3', 'pi4'].map((name) => [`node ${name}`, `to-${name}`] as const),
  ['LAN client', 'to-client'],
]);

export function readRecording(recording: ConnectionRecording): PacketRecord {
  const { from, to, endpoints = [], captures, interfaces = {}, connections = {}, answer } = recording;
  return {
    ...{ from, to, endpoints, ports: PORTS },
    captures: new Map(Object.entries(captures).map(([place, text]) => [place, parseCapture(text)])),
    interfaces: new Map(Object.entries(interfaces).map(([place, text]) => [place, parseInterfaces(text)])),
    connections: new Map(Object.entries(connections).map(([place, text]) => [place, parseConnections(text)])),
    ...(answer && { answer }),
  };
}

/** The lines of a capture without those with any of the words, and without the lines that such a line carries. */
export function withoutLines(text: string, ...words: readonly string[]): string {
  let isDropped = false;
  const kept = text.split('\n').filter((line) => {
    const isHead = /^\d+\.\d+ /.test(line);
    if (isHead) isDropped = words.some((word) => line.includes(word));
    return !isDropped;
  });
  return kept.join('\n');
}
