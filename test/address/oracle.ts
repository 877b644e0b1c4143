import { isIPv4, isIPv6 } from 'node:net';

/**
 * Addresses read by simple arithmetic and by the platform's own parser: a second opinion on what the product takes
 * from a library.
 */
export function valueOf(text: string): bigint {
  return isIPv4(text) ? fromParts(text.split('.'), 10, 8n) : fromParts(groupsOf(text), 16, 16n);
}

/** Four decimal numbers. */
export function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => ((value >> shift) & 255n).toString()).join('.');
}

/** Eight groups of hexadecimal digits, nothing left out. */
export function ipv6Text(value: bigint): string {
  return Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  ).join(':');
}

/** RFC 5952, by way of the platform's URL parser. */
export function canonicalIPv6(value: bigint): string {
  return new URL(`http://[${ipv6Text(value)}]/`).hostname.slice(1, -1);
}

/** Whether the platform takes the text for an address. */
export function isAddress(text: string): boolean {
  return isIPv4(text) || isIPv6(text);
}

function groupsOf(text: string): readonly string[] {
  const canonical = new URL(`http://[${text}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after];
}

function fromParts(parts: readonly string[], radix: number, bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(parseInt(part, radix)), 0n);
}
