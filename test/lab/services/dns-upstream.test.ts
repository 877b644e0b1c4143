import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { frame } from '../../../src/lab/services/dns-frames';
import { forwardQuery } from '../../../src/lab/services/dns-upstream';

const open: { close: () => unknown }[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

const QUERY = Buffer.from('a query');
const at = (port: number) => ({ address: '127.0.0.1', port, timeoutMs: 4000 });
const ANSWER = Buffer.from('an answer of the upstream');

test('UDP queries and answers are forwarded unchanged', async () => {
  const server = createSocket('udp4').bind(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  server.on('message', (message, from) => {
    if (message.equals(QUERY)) server.send(ANSWER, from.port, from.address);
  });
  expect(await forwardQuery(QUERY, at(server.address().port), 'udp')).toEqual(ANSWER);
});

test('TCP queries are forwarded over TCP', async () => {
  const server = createServer((socket) => {
    socket.on('data', (data) => {
      if (data.equals(frame(QUERY))) socket.write(frame(ANSWER));
    });
  }).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await forwardQuery(QUERY, at(port), 'tcp')).toEqual(ANSWER);
});

test('without an upstream there is no answer', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  expect(await forwardQuery(QUERY, at(port), 'tcp')).toBeUndefined();
});

test('a closed UDP port is reported at once, and a silent upstream times out', async () => {
  const silent = createSocket('udp4').bind(0, '127.0.0.1');
  open.push(silent);
  await once(silent, 'listening');
  const { port } = silent.address();
  expect(await forwardQuery(QUERY, { ...at(port), timeoutMs: 50 }, 'udp')).toBeUndefined();
  open.pop();
  silent.close();
  const start = Date.now();
  expect(await forwardQuery(QUERY, at(port), 'udp')).toBeUndefined();
  expect(Date.now() - start).toBeLessThan(2000);
});
