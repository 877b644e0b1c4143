import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { framed, onMessages } from './dns-frames';
import type { Transport } from './dns-message';

/** A name server that others' queries are handed on to. */
export interface Upstream {
  readonly address: string;
  /** 1-65535. @default 53 */
  readonly port?: number;
  /** How long it may take, in milliseconds. */
  readonly patienceMs: number;
}

/** Hands a query on as it is, the way that it came; undefined where nobody answers. */
export function askUpstream(
  message: Buffer,
  { address, port = 53, patienceMs }: Upstream,
  transport: Transport,
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const ask = transport === 'udp' ? askByUdp : askByTcp;
    const close = ask(message, address, port, (answer) => {
      clearTimeout(timer);
      close();
      resolve(answer);
    });
    const timer = setTimeout(() => {
      close();
      resolve(undefined);
    }, patienceMs);
  });
}

/** Asks, and returns what gives the question up. */
type Ask = (message: Buffer, address: string, port: number, done: (answer?: Buffer) => void) => () => void;

/** Connected, so that it hears at once that there is no way, or nobody there. */
const askByUdp: Ask = (message, address, port, done) => {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.once('message', (answer) => done(answer));
  socket.once('error', () => done());
  socket.connect(port, address, () => socket.send(message));
  return () => socket.close();
};

const askByTcp: Ask = (message, address, port, done) => {
  const socket = connect(port, address);
  onMessages(socket, done);
  socket.once('error', () => done());
  socket.write(framed(message));
  return () => socket.destroy();
};
