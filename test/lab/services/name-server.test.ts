import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { DecodedPacket, Packet, RecordType } from 'dns-packet';
import { decode, encode, streamEncode } from 'dns-packet';
import { afterEach, expect, test } from 'vitest';
import { answerQuery, serveTcp, serveUdp } from '../../../src/lab/services/name-server';

const MANY = Array.from({ length: 40 }, (_, index) => `10.0.1.${index + 1}`);

const SERVER = {
  address: '127.0.0.1',
  port: 0,
  records: { 'pi1.home.arpa': ['10.0.0.11', 'fd00::11'], 'traefik.home.arpa': MANY },
};

/** As a resolver asks. */
function query(name: string, type: RecordType, further: Packet = {}): Packet {
  return { type: 'query', id: 0x1234, flags: 0x0100, questions: [{ name, type }], ...further };
}

const EDNS = (udpPayloadSize: number): Packet => ({
  additionals: [
    {
      ...{ type: 'OPT', name: '.', udpPayloadSize, extendedRcode: 0, ednsVersion: 0 },
      ...{ flags: 0, flag_do: false, options: [] },
    },
  ],
});

async function queryServer(packet: Packet, transport: 'udp' | 'tcp' = 'udp'): Promise<DecodedPacket> {
  const answer = await answerQuery(encode(packet), SERVER, transport);
  return decode(answer ?? expect.fail('no answer'));
}

function addresses({ answers = [] }: DecodedPacket): unknown[] {
  return answers.map((answer) => 'data' in answer && answer.data);
}

test.each([
  ['an IPv4 address', 'pi1.home.arpa', 'A', 'NOERROR', ['10.0.0.11']],
  ['an IPv6 address', 'pi1.home.arpa', 'AAAA', 'NOERROR', ['fd00::11']],
  ['a name in capitals', 'PI1.Home.ARPA', 'A', 'NOERROR', ['10.0.0.11']],
  ['a type that the name does not have', 'pi1.home.arpa', 'TXT', 'NOERROR', []],
  ['a type without a name', 'pi1.home.arpa', 'UNKNOWN_65', 'NOERROR', []],
  ['an unknown name', 'pi9.home.arpa', 'A', 'NXDOMAIN', []],
  ['a name that every object has', 'constructor', 'A', 'NXDOMAIN', []],
  ['which address was asked', 'who-answers.example', 'A', 'NOERROR', ['127.0.0.1']],
])('%s', async (_, name, type, code, expected) => {
  const answer = await queryServer(query(name, type as RecordType));
  expect(answer).toMatchObject({ type: 'response', id: 0x1234, rcode: code, additionals: [] });
  expect(answer).toMatchObject({ flag_aa: true, flag_rd: true, flag_ra: true, flag_tc: false });
  // A resolver takes no answer to a question that is written otherwise than its own.
  expect(answer.questions?.map((question) => question.name)).toEqual([name]);
  expect(addresses(answer)).toEqual(expected);
});

test.each([
  ['a name outside', 'ghcr.io', 'SERVFAIL'],
  ["a zone of the LAN's own", 'Home.ARPA', 'NXDOMAIN'],
  ['an unknown name in it', 'pi9.home.arpa', 'NXDOMAIN'],
  ['a name that only ends like it', 'pi9.myhome.arpa', 'SERVFAIL'],
  ['a known name', 'pi1.home.arpa', 'NOERROR'],
])('%s, with a silent upstream', async (_, name, code) => {
  // No server listens there.
  const options = { ...SERVER, upstream: '127.9.9.9', zones: ['home.arpa'] };
  const answer = await answerQuery(encode(query(name, 'A')), options, 'udp');
  expect(decode(answer ?? expect.fail('no answer'))).toMatchObject({ rcode: code });
});

test('an answer that exceeds the limit of transport or client is truncated', async () => {
  const question = query('traefik.home.arpa', 'A');
  const short = await queryServer(question);
  expect({ ...short, addresses: addresses(short) }).toMatchObject({ flag_tc: true, addresses: [] });
  expect(addresses(await queryServer(question, 'tcp'))).toEqual(MANY);
  expect(await queryServer({ ...question, ...EDNS(1000) })).toMatchObject({ flag_tc: true });
  // Some 1300 bytes: no more than a LAN's packet whatever the sender says.
  expect(await queryServer({ ...question, ...EDNS(4096) })).toMatchObject({ flag_tc: true });
  const pi1 = await queryServer({ ...query('pi1.home.arpa', 'A'), ...EDNS(100) });
  expect(pi1).toMatchObject({ flag_tc: false, additionals: [{ type: 'OPT', udpPayloadSize: 1232 }] });
});

test('a truncated query is not a query', async () => {
  const whole = encode(query('pi1.home.arpa', 'A'));
  for (let length = 0; length < whole.length; length += 1) {
    const answer = await answerQuery(whole.subarray(0, length), SERVER, 'udp');
    expect(answer, `${length} bytes`).toBeUndefined();
  }
});

test('answers, and messages with two questions, are ignored', async () => {
  const question = { name: 'pi1.home.arpa', type: 'A' } as const;
  for (const packet of [
    { type: 'response', questions: [question] },
    { type: 'query', questions: [question, question] },
    { type: 'query', questions: [] },
  ] as const) {
    const bytes = encode({ ...packet, questions: [...packet.questions] });
    expect(await answerQuery(bytes, SERVER, 'udp')).toBeUndefined();
  }
});

const open: { close: () => unknown }[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

test('serves UDP', async () => {
  const [server, client] = [serveUdp(SERVER), createSocket('udp4')];
  open.push(server, client);
  await once(server, 'listening');
  const answered = once(client, 'message');
  client.send('no query', server.address().port, '127.0.0.1');
  client.send(encode(query('pi1.home.arpa', 'A')), server.address().port, '127.0.0.1');
  const [answer] = (await answered) as [Buffer];
  expect(addresses(decode(answer))).toEqual(['10.0.0.11']);
});

test('serves several queries over TCP, in segments of any length', async () => {
  const server = serveTcp(SERVER);
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  open.push(server, { close: () => client.destroy() });
  const bytes = Buffer.concat([
    streamEncode(query('traefik.home.arpa', 'A')),
    streamEncode(query('pi1.home.arpa', 'AAAA')),
  ]);
  for (const [start, end] of [[0, 1], [1, 5], [5, 40], [40]]) {
    client.write(bytes.subarray(start, end));
    await delay(5);
  }
  let received = Buffer.alloc(0);
  const lists: unknown[][] = [];
  for await (const data of client) {
    received = Buffer.concat([received, data as Buffer]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      lists.push(addresses(decode(received, 2)));
      received = received.subarray(2 + received.readUInt16BE(0));
    }
    if (lists.length === 2) break;
  }
  expect(lists).toEqual([MANY, ['fd00::11']]);
});
