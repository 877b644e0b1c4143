import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { Address } from '../../address';
import type { DnsRecords } from '../layout/dns-records';
import { recordName } from '../layout/dns-records';
import { framed, onMessages } from './dns-frames';
import type { DnsQuery, Transport } from './dns-message';
import { CODE, readQuery, typeOf, writeAnswer } from './dns-message';
import { askUpstream } from './dns-upstream';

/** Whoever asks for a name that begins with this label learns which address he has asked. */
export const WHO_ANSWERS = 'who-answers';

/**
 * How long the upstream may take, in milliseconds: less than whoever asks waits. Less still for a zone that may be this
 * LAN's alone.
 */
const UPSTREAM_MS = 3000;
const OWN_ZONE_MS = 1500;

/** How long a TCP connection may be silent, in milliseconds. */
const SILENCE_MS = 10_000;

/** A name server at one address. */
export interface NameServerOptions {
  readonly address: string;
  /** 1-65535. */
  readonly port: number;
  readonly records: DnsRecords;
  /** Name server that is asked for everything else. */
  readonly upstream?: string;
  /** The LAN's own zones: a name in them that nobody knows does not exist. @default - none */
  readonly zones?: readonly string[];
}

/** The answer to a query; undefined where it is no query. */
export async function answerTo(
  message: Buffer,
  options: NameServerOptions,
  transport: Transport,
): Promise<Buffer | undefined> {
  const query = readQuery(message);
  if (query === undefined) return undefined;
  const addresses = addressesFor(query, options);
  if (addresses === undefined) return answerToUnknown(message, query, options, transport);
  const fitting = addresses.filter((address) => typeOf(address) === query.question.type);
  return writeAnswer(query, CODE.ok, fitting, transport);
}

/** Somebody outside may know the name; where nobody answers, whoever asks is told so and does not wait in vain. */
async function answerToUnknown(
  message: Buffer,
  query: DnsQuery,
  { upstream, zones = [] }: NameServerOptions,
  transport: Transport,
): Promise<Buffer> {
  if (upstream === undefined) return writeAnswer(query, CODE.unknownName, [], transport);
  const name = recordName(query.question.name);
  const isOwn = zones.some((zone) => name === zone || name.endsWith(`.${zone}`));
  const patienceMs = isOwn ? OWN_ZONE_MS : UPSTREAM_MS;
  const answer = await askUpstream(message, { address: upstream, patienceMs }, transport);
  return answer ?? writeAnswer(query, isOwn ? CODE.unknownName : CODE.serverFailure, [], transport);
}

function addressesFor(
  { question }: DnsQuery,
  { records, address }: NameServerOptions,
): Address[] | undefined {
  const name = recordName(question.name);
  const known = Object.hasOwn(records, name) ? records[name] : undefined;
  const texts = name.split('.')[0] === WHO_ANSWERS ? [address] : known;
  return texts?.map((text) => Address.parse(text));
}

/** Serves DNS at one address, over UDP and TCP. A socket for each: replies come from the address that was asked. */
export function serveDns(options: NameServerOptions): void {
  serveUdp(options);
  serveTcp(options);
}

export function serveUdp(options: NameServerOptions): Socket {
  const socket = createSocket(options.address.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (message, from) => {
    void answerTo(message, options, 'udp').then((answer) => {
      if (answer !== undefined) socket.send(answer, from.port, from.address);
    });
  });
  return socket.bind(options.port, options.address);
}

export function serveTcp(options: NameServerOptions): Server {
  const server = createServer((socket) => {
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    onMessages(socket, (message) => {
      void answerTo(message, options, 'tcp').then((answer) => {
        if (answer !== undefined) socket.write(framed(answer));
      });
    });
  });
  return server.listen(options.port, options.address);
}
