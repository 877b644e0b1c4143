import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Address, Unreadable } from '../../src/address';
import { valueIn } from './arbitraries';
import { canonicalIPv6, ipv4Text, ipv6Text, isAddress, valueOf } from './oracle';

/** What is said of a text that is no address: what is wrong, and what to write. */
function explainRefusal(text: string): readonly [string, string] {
  try {
    Address.parse(text);
  } catch (error) {
    if (error instanceof Unreadable) return [error.message, error.hint];
    throw error;
  }
  throw new Error(`${text} was read`);
}

const isMapped = (value: bigint) => value >> 32n === 0xffffn;

describe('reading and printing', () => {
  test('IPv4 there and back', () => {
    fc.assert(
      fc.property(valueIn(4), (value) => {
        const address = Address.parse(ipv4Text(value));
        expect(address.value).toBe(value);
        expect(address.family).toBe(4);
        expect(address.toString()).toBe(ipv4Text(value));
      }),
    );
  });

  test('IPv6 there and back, in canonical form', () => {
    fc.assert(
      fc.property(
        valueIn(6).filter((value) => !isMapped(value)),
        fc.boolean(),
        (value, upper) => {
          const text = upper ? ipv6Text(value).toUpperCase() : ipv6Text(value);
          const address = Address.parse(text);
          expect(address.value).toBe(value);
          expect(address.family).toBe(6);
          expect(address.toString()).toBe(canonicalIPv6(value));
          expect(Address.parse(address.toString()).value).toBe(value);
        },
      ),
    );
  });

  test.each(['::', '::1', 'fd00::', 'fd00:0:0:1::', '1::1:0:0:1', '2001:db8::1:0:0:1', '64:ff9b::10.0.0.1'])(
    '%s is what the platform takes it for',
    (text) => {
      expect(Address.parse(text).value).toBe(valueOf(text));
    },
  );

  test('nothing is read that the platform does not read', () => {
    const almost = fc.stringMatching(/^[0-9a-f:.%/ -]{1,24}$/);
    fc.assert(
      fc.property(almost, (text) => {
        if (Address.find(text) !== undefined) expect(isAddress(text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('what is read is read the same by the platform', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(address, (text) => {
        const found = Address.find(text);
        if (found === undefined) expect(isMapped(valueOf(text))).toBe(true);
        else expect(found.value).toBe(valueOf(text));
      }),
    );
  });
});

describe('what is no address', () => {
  test.each([
    ['', 'is empty', 'Write "10.0.0.11" or "fd00::11".'],
    [
      'fe80::1%eth0',
      'has a zone id, which names an interface of one machine only',
      'Write it without the zone: "fe80::1".',
    ],
    ['::ffff:10.0.0.1', 'is an IPv4 address mapped into IPv6', 'Write the IPv4 address: "10.0.0.1".'],
    ['::FFFF:a00:1', 'is an IPv4 address mapped into IPv6', 'Write the IPv4 address: "10.0.0.1".'],
    [
      '10.0.0.011',
      'has a part with a leading zero, which some programs read as octal',
      'Write it without the zeros: "10.0.0.11".',
    ],
    [
      '010.00.0.1',
      'has a part with a leading zero, which some programs read as octal',
      'Write it without the zeros: "10.0.0.1".',
    ],
    [
      '10.1',
      'is short for an IPv4 address, and programs disagree on which one',
      'Write all four numbers, such as "10.0.0.11".',
    ],
    [
      '10.0.1',
      'is short for an IPv4 address, and programs disagree on which one',
      'Write all four numbers, such as "10.0.0.11".',
    ],
    [
      '167772161',
      'is short for an IPv4 address, and programs disagree on which one',
      'Write all four numbers, such as "10.0.0.11".',
    ],
    ['10.0.0.0/24', 'is a network, not an address', 'Write the address alone: "10.0.0.0".'],
    ['fd00::/64', 'is a network, not an address', 'Write the address alone: "fd00::".'],
    [
      '10.0.0.1-10.0.0.9',
      'is a range, not an address',
      'Write one address, such as "10.0.0.11" or "fd00::11".',
    ],
    ['10.0.0.1,fd00::1', 'has a comma in it', 'Write a list: [10.0.0.1, fd00::1].'],
    [' 10.0.0.1', 'begins or ends with a space', 'Write the address alone: "10.0.0.1".'],
    ['10.0.0.1\n', 'begins or ends with a space', 'Write the address alone: "10.0.0.1".'],
    ['10.0.0.1:53', 'has a port', 'Write the address alone: "10.0.0.1".'],
    ['[fd00::1]:53', 'has a port', 'Write the address alone: "fd00::1".'],
    ['[fd00::1]', 'has brackets around it', 'Write the address alone: "fd00::1".'],
    [
      'https://10.0.0.1',
      'is a URL, not an address',
      'Write the address alone, such as "10.0.0.11" or "fd00::11".',
    ],
    ['10.0.0.256', 'is not an IP address', 'Write four numbers from 0 to 255, such as "10.0.0.11".'],
    ['10.0.0.1.2', 'is not an IP address', 'Write four numbers from 0 to 255, such as "10.0.0.11".'],
    ['0xa.0.0.1', 'is not an IP address', 'Write four numbers from 0 to 255, such as "10.0.0.11".'],
    ['１０.0.0.1', 'is not an IP address', 'Write four numbers from 0 to 255, such as "10.0.0.11".'],
    ['k3s-1.home.arpa', 'is not an IP address', 'Write four numbers from 0 to 255, such as "10.0.0.11".'],
    ['fd00:::1', 'is not an IP address', 'Write an IPv6 address such as "fd00::11".'],
    ['1:2:3:4:5:6:7:8:9', 'is not an IP address', 'Write an IPv6 address such as "fd00::11".'],
    ['fd00::12345', 'is not an IP address', 'Write an IPv6 address such as "fd00::11".'],
  ])('%j %s', (text, message, hint) => {
    expect(explainRefusal(text)).toEqual([message, hint]);
    expect(Address.find(text)).toBeUndefined();
  });
});

describe('arithmetic', () => {
  test('an address is itself from first to last', () => {
    const address = Address.parse('10.0.0.11');
    expect([address.first, address.last]).toEqual([address.value, address.value]);
  });

  test('the address at an offset', () => {
    expect(Address.parse('10.0.0.255').plus(1n).toString()).toBe('10.0.1.0');
    expect(Address.parse('fd00::ffff').plus(1n).toString()).toBe('fd00::1:0');
  });

  test('equal are addresses of one family and one number', () => {
    expect(Address.parse('fd00::1').equals(Address.parse('FD00:0::1'))).toBe(true);
    expect(Address.parse('0.0.0.1').equals(Address.parse('::1'))).toBe(false);
    expect(Address.parse('10.0.0.1').equals(Address.parse('10.0.0.2'))).toBe(false);
  });
});
