import { pathOf, formatCount } from '../../diagnostics';
import { listNodeShares } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const clusterCidrFull: NetworkRule = {
  id: 'cluster-cidr-full',
  severity: 'hint',
  title: 'Every share of the pod network is taken',
  why:
    'One more node would join and stay without pod addresses, and so does one that replaces another before the old one ' +
    'is deleted. The pod network cannot be changed afterwards.',
  fix: 'Write a shorter prefix for clusterCidr while there is no cluster yet.',
  *check(plan, source) {
    for (const { cidr, maskSize, count } of listNodeShares(plan)) {
      if (count !== BigInt(plan.nodes.length)) continue;
      yield {
        path: pathOf(cidr),
        message: `${source.quote(cidr)} has ${formatCount(count, `share of /${maskSize}`, `shares of /${maskSize}`)} for ${formatCount(plan.nodes.length, 'node', 'nodes')}, and none to spare.`,
        hint: 'No further node could run pods. Write a shorter prefix while there is no cluster yet.',
      };
    }
  },
};
