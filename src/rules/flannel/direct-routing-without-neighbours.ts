import type { Family } from '../../address';
import type { NetworkPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { findAddressOfFamily, findSegment } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const directRoutingWithoutNeighbours: NetworkRule = {
  id: 'direct-routing-without-neighbours',
  severity: 'hint',
  title: 'directRouting without two nodes in one network',
  why:
    'flannel adds plain routes only to nodes of the same network. If every node is in a separate network, or reached ' +
    'by an external address, all pod traffic uses VXLAN as without the option.',
  fix: 'Remove directRouting.',
  check(plan, report, source) {
    const { flannel, nodes } = plan;
    if (flannel.backend !== 'vxlan' || !flannel.directRouting || nodes.length < 2) return;
    if (!flannel.externalIp && ([4, 6] as const).some((family) => hasNeighbours(plan, family))) return;
    report({
      path: pathOf(flannel, 'directRouting'),
      message: `${source.quote(pathOf(flannel, 'directRouting'))} has no effect: no two nodes reach each other without a router.`,
      hint: 'All pod traffic uses VXLAN anyway. Remove it.',
    });
  },
};

function hasNeighbours({ lan, nodes }: NetworkPlan, family: Family): boolean {
  const segments = nodes.flatMap((node) => {
    const address = findAddressOfFamily(node, family);
    return (address && findSegment(lan, address)) ?? [];
  });
  return new Set(segments).size < segments.length;
}
