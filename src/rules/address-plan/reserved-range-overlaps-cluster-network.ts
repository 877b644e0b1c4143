import { formatSpan, intersect } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import { listClusterNetworksOutsideLan } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const reservedRangeOverlapsClusterNetwork: NetworkRule = {
  id: 'reserved-range-overlaps-cluster-network',
  severity: 'error',
  title: "Pods or Services would get addresses that are somebody else's",
  why:
    'A VPN, a storage network or another site that uses the same addresses cannot be reached from any node or pod: ' +
    'the packets stay inside the cluster. Neither network can be changed afterwards.',
  fix: 'Give the cluster a network that has nothing in common with the reserved range.',
  *check(plan, source) {
    for (const { range, owner } of plan.lan.reserved) {
      for (const { cidr, title } of listClusterNetworksOutsideLan(plan)) {
        const common = intersect(range, cidr);
        if (common === undefined) continue;
        yield {
          path: pathOf(range),
          message: `${source.quote(range)}, reserved for ${owner}, has ${formatSpan(common)} in common with ${title} ${citeValue(source, cidr)}.`,
          hint: 'Pods could not reach what is there. Give the cluster a network that has nothing in common with it.',
        };
      }
    }
  },
};
