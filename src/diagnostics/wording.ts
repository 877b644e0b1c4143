import { visible } from '../terminal/visible';

/** `a`, `a and b`, `a, b and c`. */
export function joinList(items: readonly string[]): string {
  const last = items[items.length - 1] ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 address`, `2 addresses`. */
export function formatCount(count: number | bigint, one: string, many: string): string {
  return `${count} ${count === 1 || count === 1n ? one : many}`;
}

/** Longest text that a message repeats in full. */
const MAX_QUOTED = 80;

/** A user's text in quotes: not too long, on one line, and with nothing in it that does not show. */
export function quoteText(text: string): string {
  const short =
    text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return `"${visible(short)}"`;
}
