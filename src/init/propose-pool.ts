import type { Span, Cidr } from '../address';
import { Address, AddressRange, formatSpan, overlaps } from '../address';

/** As many addresses as a small cluster's Services need. */
const SIZE = 11n;

/** Where a range may begin: behind the addresses that people give to machines by hand. */
const STARTS = [240n, 220n, 230n, 200n, 210n, 180n, 160n, 140n, 120n, 100n, 80n, 60n, 40n, 20n];

/** As far from an address of DHCP as the middle of a usual range is from its ends. */
const DISTANCE = 20n;

/** What is known of the addresses of a LAN. */
export interface UsedAddresses {
  /** Of nodes, the router and other machines that answered. */
  readonly used: readonly string[];
  /** Ranges of others. */
  readonly reserved: readonly string[];
  /** Addresses that DHCP assigned: others of its range are near. */
  readonly dynamic: readonly string[];
}

/**
 * A range of the LAN for MetalLB: away from every address that is known to be used, and where possible from those that
 * DHCP assigns. Undefined where the LAN has no room.
 */
export function proposePool(lan: Cidr, { used, reserved, dynamic }: UsedAddresses): string | undefined {
  const taken = [...used, ...dynamic].flatMap((text) => Address.find(text) ?? []);
  const ranges = reserved.map((text) => AddressRange.parse(text));
  const near = dynamic.flatMap((text): readonly Span[] => {
    const address = Address.find(text);
    if (address === undefined) return [];
    const { family, value } = address;
    return [{ family, first: value - DISTANCE, last: value + DISTANCE }];
  });
  const spans = STARTS.map((start): Span => {
    const first = lan.first + start;
    return { family: lan.family, first, last: first + SIZE - 1n };
  }).filter(({ last }) => last < lan.last);
  const free = spans.filter((span) => ![...taken, ...ranges].some((one) => overlaps(one, span)));
  const best = free.find((span) => !near.some((one) => overlaps(one, span))) ?? free[0];
  return best === undefined ? undefined : formatSpan(best);
}
