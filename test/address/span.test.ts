import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/address';
import {
  AddressRange,
  Cidr,
  contains,
  findFirstUncovered,
  formatSpan,
  intersect,
  overlaps,
  summarize,
} from '../../src/address';
import { span, wideSpan } from './arbitraries';

/** Whether an address is in a span: what everything else here means. */
function has({ first, last }: Span, value: bigint): boolean {
  return first <= value && value <= last;
}

/** All addresses of a small span. */
function valuesOf({ first, last }: Span): readonly bigint[] {
  return Array.from({ length: Number(last - first) + 1 }, (_, index) => first + BigInt(index));
}

describe('two spans', () => {
  test('overlap if one address is in both', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        const shared = a.family === b.family && valuesOf(a).some((value) => has(b, value));
        expect(overlaps(a, b)).toBe(shared);
        expect(overlaps(b, a)).toBe(shared);
      }),
    );
  });

  test('one contains the other if it has every address of it', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        const all = a.family === b.family && valuesOf(b).every((value) => has(a, value));
        expect(contains(a, b)).toBe(all);
        if (all) expect(overlaps(a, b)).toBe(true);
      }),
    );
  });

  test('have their intersection in common, and nothing else', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        const common = intersect(a, b);
        expect(common !== undefined).toBe(overlaps(a, b));
        if (common === undefined) return;
        expect(valuesOf(common)).toEqual(valuesOf(a).filter((value) => has(b, value)));
      }),
    );
  });

  test('of different families have nothing to do with each other', () => {
    const [a, b] = [Cidr.parse('0.0.0.0/0'), Cidr.parse('::/0')];
    expect(overlaps(a, b)).toBe(false);
    expect(contains(b, a)).toBe(false);
    expect(intersect(a, b)).toBeUndefined();
  });
});

test('the first address that nothing covers', () => {
  fc.assert(
    fc.property(span, fc.array(span, { maxLength: 5 }), (one, covers) => {
      const own = covers.filter(({ family }) => family === one.family);
      const bare = valuesOf(one).find((value) => !own.some((cover) => has(cover, value)));
      expect(findFirstUncovered(one, covers)).toBe(bare);
    }),
  );
});

describe('the networks that are a span', () => {
  /** From first to last without a gap. */
  function covered(cidrs: readonly Cidr[]): Span | undefined {
    return cidrs.reduce<Span | undefined>((before, { family, first, last }) => {
      if (before !== undefined) expect(first).toBe(before.last + 1n);
      return { family, first: before?.first ?? first, last };
    }, undefined);
  }

  test('are exactly it, in order', () => {
    fc.assert(
      fc.property(wideSpan, (one) => {
        const cidrs = summarize(one);
        expect(covered(cidrs)).toEqual(one);
        expect(cidrs.every((cidr) => cidr.isCanonical)).toBe(true);
      }),
    );
  });

  test('are as few as can be: no two of them would be one', () => {
    fc.assert(
      fc.property(span, (one) => {
        const cidrs = summarize(one);
        for (const [index, cidr] of cidrs.entries()) {
          const next = cidrs[index + 1];
          const merged = next && new Cidr(cidr.address, cidr.prefixLength - 1);
          if (merged) expect(merged.first === cidr.first && merged.last === next.last).toBe(false);
        }
      }),
    );
  });

  test.each([
    ['0.0.0.0-255.255.255.255', ['0.0.0.0/0']],
    ['10.0.0.0-10.0.0.0', ['10.0.0.0/32']],
    ['10.0.0.1-10.0.0.2', ['10.0.0.1/32', '10.0.0.2/32']],
    [
      '10.0.0.100-10.0.0.150',
      [
        '10.0.0.100/30',
        '10.0.0.104/29',
        '10.0.0.112/28',
        '10.0.0.128/28',
        '10.0.0.144/30',
        '10.0.0.148/31',
        '10.0.0.150/32',
      ],
    ],
    ['255.255.255.254-255.255.255.255', ['255.255.255.254/31']],
    ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ['::/0']],
    ['fd00::1-fd00::3', ['fd00::1/128', 'fd00::2/127']],
  ])('%s', (range, expected) => {
    expect(summarize(AddressRange.parse(range)).map(String)).toEqual(expected);
  });

  test('are the network itself where it is one', () => {
    for (const text of ['0.0.0.0/0', '10.0.0.0/31', '10.0.0.1/32', 'fd00::/127', 'fd00::1/128', '::/0']) {
      expect(summarize(Cidr.parse(text)).map(String)).toEqual([text]);
    }
  });
});

test('as a person writes it', () => {
  expect(formatSpan(AddressRange.parse('10.0.0.1-10.0.0.9'))).toBe('10.0.0.1-10.0.0.9');
  expect(formatSpan(Cidr.parse('fd00::1/128'))).toBe('fd00::1');
});
