import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { framed, onMessages } from './dns-frames';
import type { Transport } from './dns-message';

/** How long it may take, in milliseconds. */
const PATIENCE_MS = 4000;

/** Hands a query on as it is, the way that it came; undefined where nobody answers. */
export function askUpstream(
  message: Buffer,
  address: string,
  transport: Transport,
  port = 53,
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
    }, PATIENCE_MS);
  });
}

/** Asks, and returns what gives the question up. */
type Ask = (message: Buffer, address: string, port: number, done: (answer?: Buffer) => void) => () => void;

const askByUdp: Ask = (message, address, port, done) => {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.once('message', (answer) => done(answer));
  socket.once('error', () => done());
  socket.send(message, port, address);
  return () => socket.close();
};

const askByTcp: Ask = (message, address, port, done) => {
  const socket = connect(port, address);
  onMessages(socket, done);
  socket.once('error', () => done());
  socket.write(framed(message));
  return () => socket.destroy();
};
