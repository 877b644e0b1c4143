import { pathOf } from '../../diagnostics';
import { listNodeShares } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeMaskExceedsClusterCidr: NetworkRule = {
  id: 'node-mask-exceeds-cluster-cidr',
  severity: 'error',
  title: 'Share of a node is larger than clusterCidr',
  why:
    'The controller manager divides the pod network into one share per node. If a share is larger than the network, ' +
    'the controller manager exits, no node gets pod addresses, and no pod starts. k3s does not check this.',
  fix: 'Write a shorter prefix for clusterCidr, or a longer one for nodeCidrMaskSizeIpv4 or nodeCidrMaskSizeIpv6.',
  check(plan, report, source) {
    for (const { cidr, maskSize, path, count } of listNodeShares(plan)) {
      if (count > 0n) continue;
      const stated = source.states(path);
      const share = `a share of /${maskSize} for each node${stated ? ` (${source.line(path)})` : ', the default'}`;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} is smaller than ${share}.`,
        hint: `No node would get pod addresses. Write a prefix shorter than /${maskSize}, or nodeCidrMaskSizeIpv${cidr.family} longer than ${cidr.prefixLength}.`,
      });
    }
  },
};
