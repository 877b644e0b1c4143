import { pathOf, formatCount } from '../../diagnostics';
import { listNodeShares } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const clusterCidrFull: NetworkRule = {
  id: 'cluster-cidr-full',
  severity: 'hint',
  title: 'clusterCidr has no share left for another node',
  why:
    'A further node would join without pod addresses. The same applies to a replacement node that joins before the ' +
    'old one is deleted. clusterCidr cannot be changed later.',
  fix: 'Write a shorter prefix for clusterCidr before you create the cluster.',
  check(plan, report, source) {
    for (const { cidr, maskSize, count } of listNodeShares(plan)) {
      if (count !== BigInt(plan.nodes.length)) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} has ${formatCount(count, `share of /${maskSize}`, `shares of /${maskSize}`)} for ${formatCount(plan.nodes.length, 'node', 'nodes')}, and no share is left.`,
        hint: 'A further node could not run pods. Write a shorter prefix before you create the cluster.',
      });
    }
  },
};
