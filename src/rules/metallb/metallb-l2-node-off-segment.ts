import type { AddressRange } from '../../address';
import type { IPAddressPoolPlan, MetalLbPlan, NetworkPlan, NodePlan } from '../../plan';
import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { l2AdvertisementsOf, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2NodeOffSegment: NetworkRule = {
  id: 'metallb-l2-node-off-segment',
  severity: 'warning',
  title: 'A node that may announce a pool is in another segment of the LAN',
  why:
    'ARP and NDP end at the router. MetalLB chooses the announcing node without a look at its networks, so in a LAN ' +
    'of several segments the address may be announced where none of its clients is.',
  fix: 'Give the pool an l2Advertisement with nodeSelectors for the nodes of its segment.',
  *check(plan, source) {
    const { metallb, lan } = plan;
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      for (const range of pool.addresses) {
        const cidr = lan.cidr.find((network) => contains(network, range));
        const segments = lan.cidr.filter(({ family }) => family === range.family);
        if (cidr === undefined || segments.length < 2) continue;
        const stray = announcers(plan, metallb, pool, range).find(
          ({ nodeIp }) => !nodeIp.some((address) => contains(cidr, address)),
        );
        if (stray === undefined) continue;
        yield {
          path: pathOf(range),
          message: `${source.quote(range)} is in ${source.quote(cidr)} (${source.line(cidr)}), and node "${stray.name}" (${source.line(pathOf(stray, 'name'))}), which may announce it, is not.`,
          hint: 'ARP and NDP end at the router. Announce the pool with an l2Advertisement whose nodeSelectors select the nodes of that segment.',
        };
      }
    }
  },
};

/** The nodes that may announce a range of a pool on layer 2. */
function announcers(
  plan: NetworkPlan,
  metallb: MetalLbPlan,
  pool: IPAddressPoolPlan,
  { family }: AddressRange,
): NodePlan[] {
  return l2AdvertisementsOf(metallb, pool)
    .flatMap(({ nodeSelectors }) => selectNodes(plan, nodeSelectors))
    .filter(({ nodeIp }) => nodeIp.some((address) => address.family === family));
}
