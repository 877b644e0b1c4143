import { Address4, Address6 } from 'ip-address';
import { Unreadable } from './unreadable';

/** IP version. */
export type Family = 4 | 6;

/** Bits of an address, per family. */
export const BITS = { 4: 32, 6: 128 } as const;

/** Anything that covers the addresses from `first` to `last`, both included, of one family. */
export interface Span {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** One IP address: a number with a family. */
export class Address implements Span {
  constructor(
    readonly family: Family,
    readonly value: bigint,
  ) {}

  /**
   * Reads an IPv4 address in four decimal parts or an IPv6 address in any RFC 4291 form.
   *
   * Leading zeros (octal to some programs), shorthand such as `10.1`, zone ids and IPv4-mapped IPv6 are refused:
   * programs on the way to the cluster disagree on what they mean.
   *
   * @throws Unreadable
   */
  static parse(text: string): Address {
    if (text.includes('%')) {
      throw new Unreadable(
        'has a zone id, which names an interface of one machine only',
        `Write it without the zone: "${text.slice(0, text.indexOf('%'))}".`,
      );
    }
    return text.includes(':') ? parseIPv6(text) : parseIPv4(text);
  }

  get first(): bigint {
    return this.value;
  }

  get last(): bigint {
    return this.value;
  }

  /** The address `distance` further on. */
  plus(distance: bigint): Address {
    return new Address(this.family, this.value + distance);
  }

  equals(other: Address): boolean {
    return this.family === other.family && this.value === other.value;
  }

  /** Canonical text: four decimal parts, or RFC 5952. */
  toString(): string {
    return this.family === 4
      ? Address4.fromBigInt(this.value).correctForm()
      : Address6.fromBigInt(this.value).correctForm();
  }
}

function parseIPv4(text: string): Address {
  let parsed: Address4;
  try {
    parsed = new Address4(text);
  } catch {
    throw unreadableIPv4(text);
  }
  if (text.includes('/')) throw unreadableIPv4(text);
  return new Address(4, parsed.bigInt());
}

function unreadableIPv4(text: string): Unreadable {
  if (/^\d+(\.\d+){3}$/.test(text) && /(^|\.)0\d/.test(text)) {
    const plain = text.replace(/(^|\.)0+(?=\d)/g, '$1');
    return new Unreadable(
      'has a part with a leading zero, which some programs read as octal',
      `Write it without the zeros: "${plain}".`,
    );
  }
  if (/^[\d.]+\/\d+$/.test(text)) {
    return new Unreadable('is a network, not an address', 'Write one address, without the prefix length.');
  }
  return new Unreadable('is not an IP address', 'Write four numbers from 0 to 255, such as 10.0.0.11.');
}

function parseIPv6(text: string): Address {
  let parsed: Address6;
  try {
    parsed = new Address6(text);
  } catch {
    throw new Unreadable('is not an IP address', 'Write an IPv6 address such as fd00::11.');
  }
  if (text.includes('/')) {
    throw new Unreadable('is a network, not an address', 'Write one address, without the prefix length.');
  }
  const value = parsed.bigInt();
  if (value >> 32n === 0xffffn) {
    const plain = new Address(4, value & 0xffffffffn).toString();
    throw new Unreadable('is an IPv4 address mapped into IPv6', `Write the IPv4 address: "${plain}".`);
  }
  return new Address(6, value);
}
