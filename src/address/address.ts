import { Address4, Address6, AddressError } from 'ip-address';
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
  /** Canonical text, once it has been asked for. */
  #text: string | undefined;

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
    const address = Address.read(text);
    if (address === undefined) throw refusal(text);
    if (isMapped(address)) {
      const plain = new Address(4, address.value & 0xffffffffn).toString();
      throw new Unreadable('is an IPv4 address mapped into IPv6', `Write the IPv4 address: "${plain}".`);
    }
    return address;
  }

  /** The same without an error, for texts that may be something other than an address. */
  static find(text: string): Address | undefined {
    const address = Address.read(text);
    return address === undefined || isMapped(address) ? undefined : address;
  }

  private static read(text: string): Address | undefined {
    try {
      if (IPV4.test(text)) return new Address(4, new Address4(text).bigInt());
      if (IPV6.test(text)) return new Address(6, new Address6(text).bigInt());
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
    }
    return undefined;
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
    const { family, value } = this;
    return (this.#text ??=
      family === 4 ? formatDotted(Number(value)) : Address6.fromBigInt(value).correctForm());
  }
}

/** Four decimal parts: rules ask it of every address, and the library goes by way of hexadecimal. */
function formatDotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/** Forms that are worth trying; the library also reads networks and zones. */
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
const IPV6 = /^[\da-f.]*:[\da-f:.]*$/i;

function isMapped({ family, value }: Address): boolean {
  return family === 6 && value >> 32n === 0xffffn;
}
