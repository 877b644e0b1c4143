import type { AddressRange } from '../../address';
import type { IPAddressPoolPlan, LanPlan } from '../../plan';
import { contains, findFirstUncovered } from '../../address';
import { pathOf } from '../../diagnostics';
import { isBuggyIP, l2AdvertisementsOf, lanUnusable } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolContainsNetworkAddress: NetworkRule = {
  id: 'metallb-pool-contains-network-address',
  severity: 'warning',
  title: "A pool has the LAN's network or broadcast address",
  why:
    'The first and the last address of an IPv4 network mean the network itself and all of its hosts. A Service that ' +
    'is given one of them answers nobody, and which Service that is depends on the order of their creation.',
  fix: 'Leave the two addresses out of the range, or set avoidBuggyIPs if they end in .0 and .255.',
  *check({ metallb, lan }, source) {
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      if (l2AdvertisementsOf(metallb, pool).length === 0) continue;
      for (const range of pool.addresses) {
        if (findFirstUncovered(range, lan.cidr) !== undefined) continue;
        for (const { address, name, cidr } of listAssigned(lan, pool, range)) {
          yield {
            path: pathOf(range),
            message: `${source.quote(range)} contains ${address.toString()}, the ${name} address of the LAN ${source.quote(cidr)} (${source.line(cidr)}).`,
            hint: `The Service that gets it is reached by nobody. Leave it out of the range${isBuggyIP(address) ? ', or set avoidBuggyIPs: true for the pool' : ''}.`,
          };
        }
      }
    }
  },
};

/** The unusable addresses that the pool may give out. */
function listAssigned(lan: LanPlan, { avoidBuggyIPs }: IPAddressPoolPlan, range: AddressRange) {
  return lanUnusable(lan).filter(
    ({ address }) => contains(range, address) && !(avoidBuggyIPs && isBuggyIP(address)),
  );
}
