import type { Family } from '../../address';
import type { NetworkPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { findAddressOfFamily, findSegment } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const directRoutingWithoutNeighbours: NetworkRule = {
  id: 'direct-routing-without-neighbours',
  severity: 'hint',
  title: 'Direct routing, and no two nodes that could use it',
  why:
    'Plain routes lead to nodes of the same network only. Where every node is in a network of its own, or is reached by an ' +
    'external address, all pod traffic goes through VXLAN as if the option were not there.',
  fix: 'Leave directRouting out.',
  *check(plan, source) {
    const { flannel, nodes } = plan;
    if (flannel.backend !== 'vxlan' || !flannel.directRouting || nodes.length < 2) return;
    if (!flannel.externalIp && ([4, 6] as const).some((family) => hasNeighbours(plan, family))) return;
    yield {
      path: pathOf(flannel, 'directRouting'),
      message: `${source.quote(pathOf(flannel, 'directRouting'))} has no effect: no two nodes reach each other without a router.`,
      hint: 'All pod traffic goes through VXLAN all the same. Leave it out.',
    };
  },
};

function hasNeighbours({ lan, nodes }: NetworkPlan, family: Family): boolean {
  const segments = nodes.flatMap((node) => {
    const address = findAddressOfFamily(node, family);
    return (address && findSegment(lan, address)) ?? [];
  });
  return new Set(segments).size < segments.length;
}
