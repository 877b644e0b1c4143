import { expect, test } from 'vitest';
import { answerTo } from '../../../lab/services/name-server';

const SERVER = {
  address: '10.0.0.1',
  port: 53,
  records: { 'pi1.home.arpa': ['10.0.0.11', 'fd00::11'] },
};

/** A query as a resolver sends it. */
function query(name: string, type: number): Buffer {
  const labels = name.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  const header = Buffer.from('1234010000010000' + '00000000', 'hex');
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, type, 0, 1])]);
}

/** Id, response code, and the addresses in hexadecimal digits. */
async function asked(message: Buffer) {
  const answer = await answerTo(message, SERVER);
  if (answer === undefined) return undefined;
  const size = answer.length - message.length;
  const count = answer.readUInt16BE(6);
  const length = count === 0 ? 0 : size / count;
  const records = Array.from({ length: count }, (_, index) => message.length + index * length);
  return {
    id: answer.readUInt16BE(0),
    isResponse: (answer.readUInt16BE(2) & 0x8000) !== 0,
    code: answer.readUInt16BE(2) & 0xf,
    addresses: records.map((start) => answer.toString('hex', start + 12, start + length)),
  };
}

const OF_QUERY = { id: 0x1234, isResponse: true };

test.each([
  ['an IPv4 address', 'pi1.home.arpa', 1, 0, ['0a00000b']],
  ['an IPv6 address', 'pi1.home.arpa', 28, 0, ['fd000000000000000000000000000011']],
  ['a name in capitals', 'PI1.Home.ARPA', 1, 0, ['0a00000b']],
  ['a type that the name does not have', 'pi1.home.arpa', 16, 0, []],
  ['an unknown name', 'pi9.home.arpa', 1, 3, []],
  ['a name that every object has', 'constructor', 1, 3, []],
  ['which address was asked', 'who-answers.example', 1, 0, ['0a000001']],
])('%s', async (_, name, type, code, addresses) => {
  expect(await asked(query(name, type))).toEqual({ ...OF_QUERY, code, addresses });
});

test('a query of any length that is cut off is no query', async () => {
  const whole = query('pi1.home.arpa', 1);
  for (let length = 0; length < whole.length; length += 1) {
    expect(await asked(whole.subarray(0, length)), `${length} bytes`).toBeUndefined();
  }
});

test('a name with a pointer in it is no question', async () => {
  const pointer = Buffer.concat([query('a', 1).subarray(0, 12), Buffer.from([0xc0, 12, 0, 1, 0, 1])]);
  expect(await asked(pointer)).toBeUndefined();
});
