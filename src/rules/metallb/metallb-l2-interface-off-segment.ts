import type { AddressRange } from '../../address';
import type { AnnouncingInterface, L2AdvertisementPlan, NetworkPlan, NodePlan } from '../../plan';
import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { listAnnouncingInterfaces, mayUseOtherInterface, poolsOf, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2InterfaceOffSegment: NetworkRule = {
  id: 'metallb-l2-interface-off-segment',
  severity: 'warning',
  title: 'L2 advertisement names an interface that is not in the network of its pool',
  why:
    'Hosts send ARP and NDP requests for an address on the segment of its network. MetalLB answers on the interfaces ' +
    'that the advertisement names only, so it receives none of these requests.',
  fix: 'Name the interface that the nodes have in the network of the pool.',
  check(plan, report, source) {
    for (const advertisement of plan.metallb?.l2Advertisements ?? []) {
      const found = findOffSegment(plan, advertisement);
      if (found === undefined) continue;
      const { range, node, right } = found;
      const path = pathOf(advertisement, 'interfaces', 0);
      report({
        path,
        message: `${source.quote(path)} is not the interface of node "${node.name}" in the network of ${source.quote(range)} (${source.line(range)}), which is "${right.name}".`,
        hint: `MetalLB would receive no ARP or NDP request for these addresses. Write interfaces: [${right.name}].`,
      });
    }
  },
};

interface OffSegment {
  readonly range: AddressRange;
  readonly node: NodePlan;
  /** The interface of the node in the network of the range. */
  readonly right: AnnouncingInterface;
}

function findOffSegment(plan: NetworkPlan, advertisement: L2AdvertisementPlan): OffSegment | undefined {
  const { metallb } = plan;
  const { interfaces, nodeSelectors } = advertisement;
  if (metallb === undefined || interfaces.length === 0) return undefined;
  const nodes = selectNodes(plan, nodeSelectors).filter((node) => !mayUseOtherInterface(node, advertisement));
  for (const range of poolsOf(metallb, advertisement).flatMap(({ addresses }) => addresses)) {
    for (const node of nodes) {
      const there = listAnnouncingInterfaces(plan, node).filter(({ cidr }) => contains(cidr, range));
      const [right] = there;
      if (right === undefined) continue;
      if (there.every(({ name }) => name !== undefined && !interfaces.includes(name)))
        return { range, node, right };
    }
  }
  return undefined;
}
