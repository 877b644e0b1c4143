import { Address4, Address6 } from 'ip-address';
import { refusal } from './refusal';
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
    // The library also reads networks and zones, which are no addresses here.
    if (/[/%]/.test(text)) throw refusal(text);
    try {
      return text.includes(':') ? parseIPv6(text) : parseIPv4(text);
    } catch (error) {
      throw error instanceof Unreadable ? error : refusal(text);
    }
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
  return new Address(4, new Address4(text).bigInt());
}

function parseIPv6(text: string): Address {
  const value = new Address6(text).bigInt();
  if (value >> 32n === 0xffffn) {
    const plain = new Address(4, value & 0xffffffffn).toString();
    throw new Unreadable('is an IPv4 address mapped into IPv6', `Write the IPv4 address: "${plain}".`);
  }
  return new Address(6, value);
}
