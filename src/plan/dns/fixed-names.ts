import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import { Address, Unreadable } from '../../address';
import { isForwardedZone } from './coredns-zones';
import type { CoreDnsPlan, DnsRecord, StaticHost } from '../model';

/** A name whose addresses the profile has: an entry of `hosts`, or records of the types A and AAAA. */
export interface FixedName extends StaticHost {
  /** Where the name is written. */
  readonly path: ProfilePath;
}

/** The names of `hosts`, then those of records, in the profile's order. */
export function listFixedNames(coredns: CoreDnsPlan): readonly FixedName[] {
  return [
    ...coredns.hosts.map((host) => ({ ...host, path: pathOf(host, 'name') })),
    ...coredns.zones.flatMap(({ zone, records }) => {
      const fallthrough = isForwardedZone(coredns, zone);
      return records.flatMap((record) => {
        const { name, ttlSeconds } = record;
        const addresses = readAddresses(record);
        return addresses.length === 0
          ? []
          : [{ name, addresses, ttlSeconds, fallthrough, path: pathOf(record, 'name') }];
      });
    }),
  ];
}

/** The addresses of a record; none where it has another type, or data that are no addresses. */
function readAddresses({ type, data }: DnsRecord): readonly Address[] {
  if (type !== 'A' && type !== 'AAAA') return [];
  try {
    return data.map((text) => Address.parse(text));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [];
  }
}
