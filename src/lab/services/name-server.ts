import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { Address } from '../../address';
import type { DnsRecords } from '../layout/dns-records';
import { normalizeName } from '../layout/dns-records';
import { frame, onMessages } from './dns-frames';
import type { DnsQuery, Transport } from './dns-message';
import { CODE, parseQuery, typeOf, encodeAnswer } from './dns-message';
import { forwardQuery } from './dns-upstream';

/** A query for a name with this first label is answered with the address of the name server itself. */
const WHO_ANSWERS = 'who-answers';

/**
 * Timeout of the upstream in milliseconds: shorter than that of clients, and still shorter for a zone that may exist on
 * this LAN only.
 */
const UPSTREAM_MS = 3000;
const OWN_ZONE_MS = 1500;

/** Idle timeout of a TCP connection in milliseconds. */
const SILENCE_MS = 10_000;

/** A name server at one address. */
export interface NameServerOptions {
  readonly address: string;
  /** 1-65535. */
  readonly port: number;
  readonly records: DnsRecords;
  /** Name server that other queries are forwarded to. */
  readonly upstream?: string;
  /** The LAN's own zones: an unknown name in them does not exist. @default - none */
  readonly zones?: readonly string[];
}

/** Answers a query. Returns undefined for a message that is not a query. */
export async function answerQuery(
  message: Buffer,
  options: NameServerOptions,
  transport: Transport,
): Promise<Buffer | undefined> {
  const query = parseQuery(message);
  if (query === undefined) return undefined;
  const addresses = findAddresses(query, options);
  if (addresses === undefined) return answerUnknown(message, query, options, transport);
  const fitting = addresses.filter((address) => typeOf(address) === query.question.type);
  return encodeAnswer(query, CODE.ok, fitting, transport);
}

/** Forwards a query for an unknown name. If the upstream does not answer in time, answers with an error. */
async function answerUnknown(
  message: Buffer,
  query: DnsQuery,
  { upstream, zones = [] }: NameServerOptions,
  transport: Transport,
): Promise<Buffer> {
  if (upstream === undefined) return encodeAnswer(query, CODE.unknownName, [], transport);
  const name = normalizeName(query.question.name);
  const isOwn = zones.some((zone) => name === zone || name.endsWith(`.${zone}`));
  const timeoutMs = isOwn ? OWN_ZONE_MS : UPSTREAM_MS;
  const answer = await forwardQuery(message, { address: upstream, timeoutMs }, transport);
  return answer ?? encodeAnswer(query, isOwn ? CODE.unknownName : CODE.serverFailure, [], transport);
}

function findAddresses(
  { question }: DnsQuery,
  { records, address }: NameServerOptions,
): Address[] | undefined {
  const name = normalizeName(question.name);
  const known = Object.hasOwn(records, name) ? records[name] : undefined;
  const texts = name.split('.')[0] === WHO_ANSWERS ? [address] : known;
  return texts?.map((text) => Address.parse(text));
}

/** Serves DNS at one address, over UDP and TCP. Each address has its own sockets, so replies come from it. */
export function serveDns(options: NameServerOptions): void {
  serveUdp(options);
  serveTcp(options);
}

export function serveUdp(options: NameServerOptions): Socket {
  const socket = createSocket(options.address.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (message, from) => {
    void answerQuery(message, options, 'udp').then((answer) => {
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
      void answerQuery(message, options, 'tcp').then((answer) => {
        if (answer !== undefined) socket.write(frame(answer));
      });
    });
  });
  return server.listen(options.port, options.address);
}
