import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { frame, onMessages } from './dns-frames';
import type { Transport } from './dns-message';

/** A name server that queries are forwarded to. */
export interface Upstream {
  readonly address: string;
  /** 1-65535. @default 53 */
  readonly port?: number;
  /** Timeout in milliseconds. */
  readonly timeoutMs: number;
}

/** Forwards a query over the transport that it arrived by. Returns undefined if no answer arrives. */
export function forwardQuery(
  message: Buffer,
  { address, port = 53, timeoutMs }: Upstream,
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
    }, timeoutMs);
  });
}

/** Sends a query. Returns a function that cancels it. */
type Ask = (message: Buffer, address: string, port: number, done: (answer?: Buffer) => void) => () => void;

/** The socket is connected, so that it receives ICMP errors. */
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
  socket.write(frame(message));
  return () => socket.destroy();
};
