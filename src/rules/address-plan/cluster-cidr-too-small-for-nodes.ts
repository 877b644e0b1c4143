import { pathOf, formatCount } from '../../diagnostics';
import { listNodeShares } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const clusterCidrTooSmallForNodes: NetworkRule = {
  id: 'cluster-cidr-too-small-for-nodes',
  severity: 'error',
  title: 'clusterCidr has fewer shares than the cluster has nodes',
  why:
    'Each node gets a share of the pod network when it joins. The last nodes register without pod addresses and run ' +
    'no pods. clusterCidr cannot be changed later.',
  fix: 'Write a shorter prefix for clusterCidr, or a longer one for the share of each node.',
  check(plan, report, source) {
    for (const { cidr, maskSize, count } of listNodeShares(plan)) {
      if (count === 0n || count >= BigInt(plan.nodes.length)) continue;
      const shares = formatCount(count, `share of /${maskSize}`, `shares of /${maskSize}`);
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} has ${shares}, and there are ${plan.nodes.length} nodes.`,
        hint: 'The last nodes would get no pod addresses. Write a shorter prefix, or a longer nodeCidrMaskSize.',
      });
    }
  },
};
