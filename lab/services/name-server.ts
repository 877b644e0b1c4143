import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { Address } from '../../network';
import type { DnsRecords } from '../layout/dns-records';
import { recordName } from '../layout/dns-records';
import type { Query } from './dns-message';
import { CODE, readQuery, RECORD_TYPE, writeAnswer } from './dns-message';

/** Whoever asks for a name that begins with this label learns which address he has asked. */
export const WHO_ANSWERS = 'who-answers';

/** How long the upstream may take, in milliseconds. */
const PATIENCE_MS = 4000;

/** A name server at one address. */
export interface NameServerOptions {
  readonly address: string;
  /** 1-65535. */
  readonly port: number;
  readonly records: DnsRecords;
  /** Name server that is asked for everything else. */
  readonly upstream?: string;
}

/** The answer to a query; undefined where it is no query. */
export async function answerTo(message: Buffer, options: NameServerOptions): Promise<Buffer | undefined> {
  const query = readQuery(message);
  if (query === undefined) return undefined;
  const addresses = addressesFor(query, options);
  if (addresses === undefined && options.upstream !== undefined)
    return askUpstream(message, options.upstream);
  if (addresses === undefined) return writeAnswer(query, CODE.unknownName, []);
  return writeAnswer(query, CODE.ok, addresses.filter(isOfType(query.question.type)).map(bytesOf));
}

function addressesFor({ question }: Query, { records, address }: NameServerOptions): Address[] | undefined {
  const name = recordName(question.name);
  const known = Object.hasOwn(records, name) ? records[name] : undefined;
  const texts = name.split('.')[0] === WHO_ANSWERS ? [address] : known;
  return texts?.map((text) => Address.parse(text));
}

function isOfType(type: number): (address: Address) => boolean {
  return ({ family }) => type === (family === 4 ? RECORD_TYPE.A : RECORD_TYPE.AAAA);
}

function bytesOf({ family, value }: Address): Buffer {
  return Buffer.from(value.toString(16).padStart(family === 4 ? 8 : 32, '0'), 'hex');
}

/** Hands a query on as it is. */
function askUpstream(message: Buffer, upstream: string): Promise<Buffer | undefined> {
  const socket = socketFor(upstream);
  return new Promise<Buffer | undefined>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS, undefined);
    const done = (answer?: Buffer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    socket.once('message', done);
    socket.once('error', () => done());
    socket.send(message, 53, upstream);
  }).finally(() => socket.close());
}

function socketFor(address: string) {
  return createSocket(address.includes(':') ? 'udp6' : 'udp4');
}

/** Serves DNS at one address, over UDP and TCP. A socket for each: replies come from the address that was asked. */
export function serveDns(options: NameServerOptions): void {
  serveUdp(options);
  serveTcp(options);
}

function serveUdp(options: NameServerOptions): void {
  const socket = socketFor(options.address);
  socket.on('message', (message, from) => {
    void answerTo(message, options).then((answer) => {
      if (answer !== undefined) socket.send(answer, from.port, from.address);
    });
  });
  socket.bind(options.port, options.address);
}

/** Over TCP each message has its length before it. */
function serveTcp(options: NameServerOptions): void {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        void answerTo(received.subarray(2, end), options).then((answer) => {
          if (answer !== undefined) socket.write(Buffer.concat([lengthBytes(answer), answer]));
        });
        received = received.subarray(end);
      }
    });
  });
  server.listen(options.port, options.address);
}

function lengthBytes({ length }: Buffer): Buffer {
  return Buffer.from([length >> 8, length & 0xff]);
}
