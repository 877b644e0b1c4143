import type { AddressRange } from '../../address';
import type { IPAddressPoolPlan, MetalLbPlan, NetworkPlan, NodePlan } from '../../plan';
import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import {
  findPointToPoint,
  hasAddressIn,
  l2AdvertisementsOf,
  listFurtherNetworks,
  mayUseOtherInterface,
  selectNodes,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2NodeOffSegment: NetworkRule = {
  id: 'metallb-l2-node-off-segment',
  severity: 'warning',
  title: 'A node that may announce a pool by L2 has no address in the segment of the pool',
  why:
    'ARP and NDP do not cross a router. MetalLB elects the announcing node without a check of its addresses, so in a LAN ' +
    'of several segments the address may be announced on a segment where no client asks for it.',
  fix:
    'Announce the pool with an l2Advertisement that selects the nodes of its segment, or names their interface in it. ' +
    'If the node has an interface there, add it to interfaces of the node.',
  check(plan, report, source) {
    const { metallb, lan, nodes } = plan;
    if (metallb === undefined) return;
    const further = listFurtherNetworks(plan).map(({ cidr }) => cidr);
    for (const pool of metallb.ipAddressPools) {
      for (const range of pool.addresses) {
        const networks = [...lan.cidr, ...further].filter(({ family }) => family === range.family);
        const cidr = networks.find((network) => contains(network, range));
        if (cidr === undefined || networks.length < 2) continue;
        const stray = listAnnouncers(plan, metallb, pool, range).find(
          (node) => !hasAddressIn(node, cidr) && findPointToPoint(node, lan, cidr) === undefined,
        );
        if (stray === undefined) continue;
        report({
          path: pathOf(range),
          message: `${source.quote(range)} is in ${lan.cidr.includes(cidr) ? `${source.quote(cidr)} (${source.line(cidr)})` : `${cidr.toString()} (${source.line(cidr)})`}, and node "${stray.name}" (${source.line(pathOf(stray, 'name'))}), which may announce it, has no address there.`,
          hint: `ARP and NDP do not cross a router. ${nodes.some((node) => hasAddressIn(node, cidr)) ? SELECT : NAME}`,
        });
      }
    }
  },
};

const SELECT =
  'Announce the pool with an l2Advertisement whose nodeSelectors select the nodes of that segment, or whose interfaces name the one that the nodes have there.';

const NAME =
  'Announce the pool with an l2Advertisement whose interfaces name the one that the nodes have there, such as a VLAN ("eth0.50").';

/** The nodes that may announce a range of a pool by L2, on the interface that the profile describes. */
function listAnnouncers(
  plan: NetworkPlan,
  metallb: MetalLbPlan,
  pool: IPAddressPoolPlan,
  { family }: AddressRange,
): NodePlan[] {
  return l2AdvertisementsOf(metallb, pool)
    .flatMap((advertisement) =>
      selectNodes(plan, advertisement.nodeSelectors).filter(
        (node) => !mayUseOtherInterface(node, advertisement),
      ),
    )
    .filter(({ nodeIp }) => nodeIp.some((address) => address.family === family));
}
