import { formatSpan, intersect } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import { listClusterNetworksOutsideLan } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const reservedRangeOverlapsClusterNetwork: NetworkRule = {
  id: 'reserved-range-overlaps-cluster-network',
  severity: 'error',
  title: 'Pod or service network overlaps a reserved range',
  why:
    'Nodes and pods cannot reach a VPN, storage network or other site with the same addresses: the packets stay ' +
    'inside the cluster. Neither network can be changed later.',
  fix: 'Choose a network for the cluster that does not overlap the reserved range.',
  check(plan, report, source) {
    for (const { range, owner } of plan.lan.reserved) {
      for (const { cidr, title } of listClusterNetworksOutsideLan(plan)) {
        const common = intersect(range, cidr);
        if (common === undefined) continue;
        report({
          path: pathOf(range),
          message: `${source.quote(range)}, reserved for ${owner}, overlaps ${title} ${citeValue(source, cidr)} at ${formatSpan(common)}.`,
          hint: 'Pods could not reach these hosts. Choose a network for the cluster that does not overlap it.',
        });
      }
    }
  },
};
