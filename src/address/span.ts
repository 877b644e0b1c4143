import type { Span } from './address';
import { Address, BITS } from './address';
import { Cidr } from './cidr';

/** Whether the two share an address. */
export function overlaps(a: Span, b: Span): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Whether every address of `inner` is one of `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** The first address of `span` that none of `covers` has; undefined where together they have them all. */
export function findFirstUncovered(span: Span, covers: readonly Span[]): bigint | undefined {
  let next = span.first;
  for (;;) {
    const cover = covers.find((one) => one.family === span.family && one.first <= next && next <= one.last);
    if (cover === undefined) return next;
    if (cover.last >= span.last) return undefined;
    next = cover.last + 1n;
  }
}

/** The addresses that both have. */
export function intersect(a: Span, b: Span): Span | undefined {
  if (!overlaps(a, b)) return undefined;
  return {
    family: a.family,
    first: a.first > b.first ? a.first : b.first,
    last: a.last < b.last ? a.last : b.last,
  };
}

/** A span as a person writes it: one address, or `first-last`. */
export function formatSpan({ family, first, last }: Span): string {
  const start = new Address(family, first).toString();
  return first === last ? start : `${start}-${new Address(family, last).toString()}`;
}

/** The fewest networks that together are exactly the span, in order. */
export function summarize({ family, first, last }: Span): readonly Cidr[] {
  const cidrs: Cidr[] = [];
  for (let next = first; next <= last;) {
    let hostBits = 0;
    while (hostBits < BITS[family]) {
      const size = 1n << BigInt(hostBits + 1);
      if (next % size !== 0n || next + size - 1n > last) break;
      hostBits += 1;
    }
    cidrs.push(new Cidr(new Address(family, next), BITS[family] - hostBits));
    next += 1n << BigInt(hostBits);
  }
  return cidrs;
}
