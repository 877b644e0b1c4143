import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Address, BITS, Cidr, contains, Unreadable } from '../../src/address';
import { network } from './arbitraries';

function explainRefusal(text: string): readonly [string, string] {
  try {
    Cidr.parse(text);
  } catch (error) {
    if (error instanceof Unreadable) return [error.message, error.hint];
    throw error;
  }
  throw new Error(`${text} was read`);
}

const cidr = network.map(
  ({ family, value, prefixLength }) => new Cidr(new Address(family, value), prefixLength),
);

/** Those that a user may write. */
const written = cidr.filter(({ address }) => address.family === 4 || address.value >> 32n !== 0xffffn);

describe('any network', () => {
  test('parses what it prints', () => {
    fc.assert(
      fc.property(written, (one) => {
        const again = Cidr.parse(one.toString());
        expect([again.first, again.last, again.prefixLength]).toEqual([
          one.first,
          one.last,
          one.prefixLength,
        ]);
        expect(again.address.value).toBe(one.address.value);
      }),
    );
  });

  test('is aligned, as large as its prefix leaves room for, and has its own address', () => {
    fc.assert(
      fc.property(cidr, (one) => {
        const size = 1n << BigInt(BITS[one.family] - one.prefixLength);
        expect(one.size).toBe(size);
        expect(one.last - one.first + 1n).toBe(size);
        expect(one.first % size).toBe(0n);
        expect(contains(one, one.address)).toBe(true);
      }),
    );
  });

  test('is the same network in canonical form', () => {
    fc.assert(
      fc.property(cidr, (one) => {
        expect(one.canonical.isCanonical).toBe(true);
        expect([one.canonical.first, one.canonical.last]).toEqual([one.first, one.last]);
        expect(one.isCanonical).toBe(one.address.value === one.first);
      }),
    );
  });

  test('lies within the one with a bit less', () => {
    fc.assert(
      fc.property(
        cidr.filter(({ prefixLength }) => prefixLength > 0),
        (one) => {
          const wider = new Cidr(one.address, one.prefixLength - 1);
          expect(contains(wider, one)).toBe(true);
          expect(contains(one, wider)).toBe(false);
          expect(wider.size).toBe(2n * one.size);
        },
      ),
    );
  });
});

describe('at the ends', () => {
  test.each([
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255', 1n << 32n],
    ['10.0.0.8/31', '10.0.0.8', '10.0.0.9', 2n],
    ['10.0.0.9/31', '10.0.0.8', '10.0.0.9', 2n],
    ['10.0.0.9/32', '10.0.0.9', '10.0.0.9', 1n],
    ['255.255.255.255/32', '255.255.255.255', '255.255.255.255', 1n],
    ['::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 1n << 128n],
    ['fd00::9/127', 'fd00::8', 'fd00::9', 2n],
    ['fd00::9/128', 'fd00::9', 'fd00::9', 1n],
  ])('%s', (text, first, last, size) => {
    const one = Cidr.parse(text);
    expect(one.at(0n).toString()).toBe(first);
    expect(one.at(one.size - 1n).toString()).toBe(last);
    expect(one.size).toBe(size);
    expect(one.toString()).toBe(text);
  });
});

describe('what is no network', () => {
  test.each([
    ['10.0.0.11', 'is an address without a prefix length', 'Write a network such as "10.0.0.0/24".'],
    ['fd00::11', 'is an address without a prefix length', 'Write a network such as "fd00::/64".'],
    [
      '10.0.0.0/33',
      'has no prefix length from 0 to 32 after the slash',
      'Write a network such as "10.0.0.0/24".',
    ],
    [
      '10.0.0.0/',
      'has no prefix length from 0 to 32 after the slash',
      'Write a network such as "10.0.0.0/24".',
    ],
    [
      '10.0.0.0/024',
      'has no prefix length from 0 to 32 after the slash',
      'Write a network such as "10.0.0.0/24".',
    ],
    [
      '10.0.0.0/-1',
      'has no prefix length from 0 to 32 after the slash',
      'Write a network such as "10.0.0.0/24".',
    ],
    [
      '10.0.0.0/255.255.255.0',
      'has no prefix length from 0 to 32 after the slash',
      'Write a network such as "10.0.0.0/24".',
    ],
    [
      'fd00::/129',
      'has no prefix length from 0 to 128 after the slash',
      'Write a network such as "fd00::/64".',
    ],
    [
      '10.0.0/8',
      'begins with "10.0.0", which is short for an IPv4 address, and programs disagree on which one',
      'Write all four numbers, such as "10.0.0.11".',
    ],
    [
      '10.0.0.300/24',
      'begins with "10.0.0.300", which is not an IP address',
      'Write four numbers from 0 to 255, such as "10.0.0.11".',
    ],
    ['10.42.0.0/16,fd42::/56', 'has a comma in it', 'Write a list: [10.42.0.0/16, fd42::/56].'],
  ])('%s %s', (text, message, hint) => {
    expect(explainRefusal(text)).toEqual([message, hint]);
  });
});
