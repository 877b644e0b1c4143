import type { Family, Span } from './address';
import { Address, BITS } from './address';
import { Cidr } from './cidr';
import { ofPart, several } from './refusal';
import { Unreadable } from './unreadable';

/** Consecutive addresses of one family, first and last included. Stays a range; is never turned into CIDRs. */
export class AddressRange implements Span {
  private constructor(
    readonly start: Address,
    readonly end: Address,
    /** The network it was written as, if it was written as one. */
    readonly cidr?: Cidr,
  ) {}

  /**
   * Reads `first-last` (spaces around the dash are allowed) or a CIDR.
   *
   * @throws Unreadable
   * @see https://metallb.io/configuration/#layer-2-configuration
   */
  static parse(text: string): AddressRange {
    if (text.includes(',')) throw several(text);
    const dash = text.indexOf('-');
    if (dash < 0) return AddressRange.ofCidr(text);
    const start = parseBound('begins with', text.slice(0, dash).trim());
    const end = parseBound('ends with', text.slice(dash + 1).trim(), start);
    if (start.family !== end.family) {
      throw new Unreadable('mixes IPv4 and IPv6', 'Write two ranges, one of each family.');
    }
    if (start.value > end.value) {
      throw new Unreadable(
        'ends before it starts',
        `A range is "first-last". Did you mean "${end.toString()}-${start.toString()}"?`,
      );
    }
    return new AddressRange(start, end);
  }

  private static ofCidr(text: string): AddressRange {
    if (!text.includes('/')) {
      const address = Address.parse(text);
      throw new Unreadable(
        'is a single address, and a range is expected',
        `Write it as a network of one: "${text}/${BITS[address.family]}".`,
      );
    }
    const cidr = Cidr.parse(text);
    return new AddressRange(cidr.at(0n), new Address(cidr.family, cidr.last), cidr);
  }

  get family(): Family {
    return this.start.family;
  }

  get first(): bigint {
    return this.start.value;
  }

  get last(): bigint {
    return this.end.value;
  }

  /** Addresses in the range. */
  get size(): bigint {
    return this.last - this.first + 1n;
  }

  toString(): string {
    return this.cidr?.toString() ?? `${this.start.toString()}-${this.end.toString()}`;
  }
}

/** One end of a range. An end in short, as in 10.0.0.100-150, is not taken, but understood. */
function parseBound(verb: string, text: string, start?: Address): Address {
  try {
    return Address.parse(text);
  } catch (error) {
    const isShort = start?.family === 4 && /^\d{1,3}$/.test(text);
    const whole = isShort ? `${start.toString()}-${start.toString().replace(/\d+$/, text)}` : undefined;
    throw ofPart(verb, text, error, whole && `Write both addresses in full: "${whole}".`);
  }
}
