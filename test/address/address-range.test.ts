import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Address, AddressRange, Unreadable } from '../../src/address';
import { wideSpan } from './arbitraries';

function explainRefusal(text: string): readonly [string, string] {
  try {
    AddressRange.parse(text);
  } catch (error) {
    if (error instanceof Unreadable) return [error.message, error.hint];
    throw error;
  }
  throw new Error(`${text} was read`);
}

const isMapped = (value: bigint) => value >> 32n === 0xffffn;

test('first and last, there and back, however many spaces there are around the dash', () => {
  const written = wideSpan.filter(({ family, first, last }) => family === 4 || ![first, last].some(isMapped));
  fc.assert(
    fc.property(written, fc.constantFrom('-', ' - ', '- '), ({ family, first, last }, dash) => {
      const [start, end] = [new Address(family, first).toString(), new Address(family, last).toString()];
      const range = AddressRange.parse(`${start}${dash}${end}`);
      expect([range.family, range.first, range.last]).toEqual([family, first, last]);
      expect(range.size).toBe(last - first + 1n);
      expect(range.toString()).toBe(`${start}-${end}`);
      expect(range.cidr).toBeUndefined();
    }),
  );
});

test('a network is a range that remembers how it was written', () => {
  const range = AddressRange.parse('10.0.0.130/26');
  expect([range.start.toString(), range.end.toString()]).toEqual(['10.0.0.128', '10.0.0.191']);
  expect(range.cidr?.toString()).toBe('10.0.0.130/26');
  expect(range.toString()).toBe('10.0.0.130/26');
});

describe('what is no range', () => {
  test.each([
    [
      '10.0.0.30-10.0.0.10',
      'ends before it starts',
      'A range is "first-last". Did you mean "10.0.0.10-10.0.0.30"?',
    ],
    ['10.0.0.10-fd00::1', 'mixes IPv4 and IPv6', 'Write two ranges, one of each family.'],
    [
      '10.0.0.10',
      'is a single address, and a range is expected',
      'Write it as a network of one: "10.0.0.10/32".',
    ],
    [
      'fd00::1',
      'is a single address, and a range is expected',
      'Write it as a network of one: "fd00::1/128".',
    ],
    [
      '10.0.0.100-150',
      'ends with "150", which is short for an IPv4 address, and programs disagree on which one',
      'Write both addresses in full: "10.0.0.100-10.0.0.150".',
    ],
    ['10.0.0.1-', 'ends with "", which is empty', 'Write "10.0.0.11" or "fd00::11".'],
    ['-10.0.0.1', 'begins with "", which is empty', 'Write "10.0.0.11" or "fd00::11".'],
    [
      '10.0.0.1-10.0.0.300',
      'ends with "10.0.0.300", which is not an IP address',
      'Write four numbers from 0 to 255, such as "10.0.0.11".',
    ],
    ['10.0.0.1, 10.0.0.9', 'has a comma in it', 'Write a list: [10.0.0.1, 10.0.0.9].'],
    [
      '10.0.0.0/33',
      'has no prefix length from 0 to 32 after the slash',
      'Write a network such as "10.0.0.0/24".',
    ],
  ])('%s %s', (text, message, hint) => {
    expect(explainRefusal(text)).toEqual([message, hint]);
  });
});
