import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { framed } from '../../../src/lab/services/dns-frames';
import { askUpstream } from '../../../src/lab/services/dns-upstream';

const open: { close: () => unknown }[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

const QUERY = Buffer.from('a query');
const at = (port: number) => ({ address: '127.0.0.1', port, patienceMs: 4000 });
const ANSWER = Buffer.from('an answer of the upstream');

test('over UDP a query comes as it is, and so does the answer', async () => {
  const server = createSocket('udp4').bind(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  server.on('message', (message, from) => {
    if (message.equals(QUERY)) server.send(ANSWER, from.port, from.address);
  });
  expect(await askUpstream(QUERY, at(server.address().port), 'udp')).toEqual(ANSWER);
});

test('over TCP it is asked over TCP', async () => {
  const server = createServer((socket) => {
    socket.on('data', (data) => {
      if (data.equals(framed(QUERY))) socket.write(framed(ANSWER));
    });
  }).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await askUpstream(QUERY, at(port), 'tcp')).toEqual(ANSWER);
});

test('where nobody answers there is no answer', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  expect(await askUpstream(QUERY, at(port), 'tcp')).toBeUndefined();
});

test('over UDP it is known at once that nobody is there, and a silent one is not waited for longer than told', async () => {
  const silent = createSocket('udp4').bind(0, '127.0.0.1');
  open.push(silent);
  await once(silent, 'listening');
  const { port } = silent.address();
  expect(await askUpstream(QUERY, { ...at(port), patienceMs: 50 }, 'udp')).toBeUndefined();
  open.pop();
  silent.close();
  const start = Date.now();
  expect(await askUpstream(QUERY, at(port), 'udp')).toBeUndefined();
  expect(Date.now() - start).toBeLessThan(2000);
});
