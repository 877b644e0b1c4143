import fc from 'fast-check';
import type { Family, Span } from '../../src/address';
import { BITS } from '../../src/address';

export const family = fc.constantFrom<Family>(4, 6);

/** Any address of a family as a number, the ends of the range more often than chance would have them. */
export function valueIn(of: Family): fc.Arbitrary<bigint> {
  const last = (1n << BigInt(BITS[of])) - 1n;
  return fc.oneof(fc.bigInt(0n, last), fc.constantFrom(0n, 1n, last - 1n, last), fc.bigInt(0n, 300n));
}

/** A family, an address and a prefix length. */
export const network = family.chain((of) =>
  fc.record({
    family: fc.constant(of),
    value: valueIn(of),
    prefixLength: fc.oneof(
      fc.integer({ min: 0, max: BITS[of] }),
      fc.constantFrom(0, 1, BITS[of] - 1, BITS[of]),
    ),
  }),
);

/** Consecutive addresses; small and near each other, so that two of them often touch. */
export const span: fc.Arbitrary<Span> = fc
  .record({ family, one: fc.bigInt(0n, 64n), other: fc.bigInt(0n, 64n) })
  .map(({ family: of, one, other }) => ({
    family: of,
    first: one < other ? one : other,
    last: one < other ? other : one,
  }));

/** Consecutive addresses anywhere. */
export const wideSpan: fc.Arbitrary<Span> = family.chain((of) =>
  fc.tuple(valueIn(of), valueIn(of)).map(([one, other]) => ({
    family: of,
    first: one < other ? one : other,
    last: one < other ? other : one,
  })),
);
