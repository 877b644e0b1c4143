import type { Family, Span } from './address';
import { Address, BITS } from './address';
import { ofPart, several } from './refusal';
import { Unreadable } from './unreadable';

/** A network: an address and how many of its leading bits are fixed. */
export class Cidr implements Span {
  readonly first: bigint;
  readonly last: bigint;

  /**
   * @param address as written; bits after the prefix are kept here and masked in `first`
   * @param prefixLength 0-32 for IPv4, 0-128 for IPv6
   */
  constructor(
    readonly address: Address,
    readonly prefixLength: number,
  ) {
    const hostBits = BigInt(BITS[address.family] - prefixLength);
    this.first = (address.value >> hostBits) << hostBits;
    this.last = this.first + (1n << hostBits) - 1n;
  }

  /**
   * Reads `address/prefix-length`.
   *
   * @throws Unreadable
   */
  static parse(text: string): Cidr {
    if (text.includes(',')) throw several(text);
    const slash = text.indexOf('/');
    if (slash < 0) {
      const address = Address.parse(text);
      throw new Unreadable(
        'is an address without a prefix length',
        `Write a network such as "${example(address)}".`,
      );
    }
    const address = addressOf(text.slice(0, slash));
    const length = text.slice(slash + 1);
    const bits = BITS[address.family];
    if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits) {
      throw new Unreadable(
        `has no prefix length from 0 to ${bits} after the slash`,
        `Write a network such as "${example(address)}".`,
      );
    }
    return new Cidr(address, Number(length));
  }

  get family(): Family {
    return this.address.family;
  }

  /** Addresses in the network, network and broadcast address included. */
  get size(): bigint {
    return this.last - this.first + 1n;
  }

  /** Whether no bit after the prefix is set, as in 10.0.0.0/8 and not in 10.1.0.0/8. */
  get isCanonical(): boolean {
    return this.address.value === this.first;
  }

  /** The same network with the bits after the prefix cleared. */
  get canonical(): Cidr {
    return new Cidr(new Address(this.family, this.first), this.prefixLength);
  }

  /** The `index`th address, counted from the network address, which is 0. */
  at(index: bigint): Address {
    return new Address(this.family, this.first + index);
  }

  /** Address and prefix length, the address as it was written. */
  toString(): string {
    return `${this.address.toString()}/${this.prefixLength}`;
  }
}

function addressOf(text: string): Address {
  try {
    return Address.parse(text);
  } catch (error) {
    throw ofPart('begins with', text, error);
  }
}

function example(address: Address): string {
  const length = address.family === 4 ? 24 : 64;
  return new Cidr(address, length).canonical.toString();
}
