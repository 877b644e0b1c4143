import type { AddressRange } from '../../address';
import type { IPAddressPoolPlan, NetworkPlan } from '../../plan';
import { contains, findFirstUncovered } from '../../address';
import { pathOf } from '../../diagnostics';
import {
  interfaceUnusable,
  isBuggyIP,
  l2AdvertisementsOf,
  lanUnusable,
  listFurtherNetworks,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolContainsNetworkAddress: NetworkRule = {
  id: 'metallb-pool-contains-network-address',
  severity: 'warning',
  title: 'MetalLB pool contains the network or broadcast address of the LAN',
  why:
    'The first address of an IPv4 network is the network address, and the last is the broadcast address. A Service ' +
    'with one of them is unreachable.',
  fix: 'Remove the two addresses from the range, or set avoidBuggyIPs if they end in .0 and .255.',
  check(plan, report, source) {
    const { metallb, lan } = plan;
    const networks = [...lan.cidr, ...listFurtherNetworks(plan).map(({ cidr }) => cidr)];
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      if (l2AdvertisementsOf(metallb, pool).length === 0) continue;
      for (const range of pool.addresses) {
        if (findFirstUncovered(range, networks) !== undefined) continue;
        for (const { address, name, cidr } of listAssigned(plan, pool, range)) {
          report({
            path: pathOf(range),
            message: `${source.quote(range)} contains ${address.toString()}, the ${name} address of ${lan.cidr.includes(cidr) ? 'the LAN' : 'the network'} ${lan.cidr.includes(cidr) ? source.quote(cidr) : cidr.toString()} (${source.line(cidr)}).`,
            hint: `A Service with this address is unreachable. Remove it from the range${isBuggyIP(address) ? ', or set avoidBuggyIPs: true for the pool' : ''}.`,
          });
        }
      }
    }
  },
};

/** The unusable addresses that MetalLB may assign from the pool. */
function listAssigned(plan: NetworkPlan, { avoidBuggyIPs }: IPAddressPoolPlan, range: AddressRange) {
  return [...lanUnusable(plan.lan), ...interfaceUnusable(plan)].filter(
    ({ address }) => contains(range, address) && !(avoidBuggyIPs && isBuggyIP(address)),
  );
}
