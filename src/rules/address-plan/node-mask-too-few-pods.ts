import { BITS } from '../../address';
import type { ProfileSource } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import type { NetworkPlan, NodePlan, NodeShares } from '../../plan';
import { listNodeShares } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeMaskTooFewPods: NetworkRule = {
  id: 'node-mask-too-few-pods',
  severity: 'warning',
  title: 'A node may run more pods than its share of clusterCidr has addresses',
  why:
    'The scheduler counts the pods of a node, 110 unless kubelet.maxPods is set, and ignores addresses. Pods beyond the ' +
    'share stay in ContainerCreating with "no IP addresses available in range set", even if other nodes have room.',
  fix: 'Set kubelet.maxPods to what the share has addresses for, or nodeCidrMaskSizeIpv4 to a shorter prefix before the cluster is created.',
  check(plan, report, source) {
    for (const shares of listNodeShares(plan)) {
      for (const node of findNodesOverShare(plan, shares)) report(describe(node, shares, source));
    }
  },
};

/** The first node of each place that sets a limit above the share. */
function findNodesOverShare(plan: NetworkPlan, { pods }: NodeShares): readonly NodePlan[] {
  const byPath = new Map<string, NodePlan>();
  for (const node of plan.nodes) {
    const path = pathOf(node.kubelet).join('.');
    if (BigInt(node.kubelet.maxPods) > pods && !byPath.has(path)) byPath.set(path, node);
  }
  return [...byPath.values()];
}

function describe({ kubelet }: NodePlan, shares: NodeShares, source: ProfileSource) {
  const { cidr, maskSize, path: maskPath } = shares;
  const limitPath = pathOf(kubelet, 'maxPods');
  const pods = shares.pods > 0n ? shares.pods : 0n;
  const share = source.states(maskPath) ? source.quote(maskPath) : `/${maskSize}`;
  const isLimitStated = source.states(limitPath);
  const advice = pods > 0n ? [`kubelet: { maxPods: ${pods} }`] : [];
  const longest = findMaskFor(kubelet.maxPods, shares);
  if (longest !== undefined) advice.push(`nodeCidrMaskSizeIpv${cidr.family}: ${longest}`);
  const path = source.states(maskPath) ? maskPath : isLimitStated ? limitPath : pathOf(cidr);
  const line = path === limitPath ? '' : ` (${source.line(limitPath)})`;
  const limit = isLimitStated ? `${source.quote(limitPath)}${line}` : String(kubelet.maxPods);
  return {
    path,
    message: `a share of ${share} has addresses for ${pods} pods, and a node takes ${limit}.`,
    hint: `Pods beyond that stay in ContainerCreating. Write ${advice.join(', or ')}${longest === undefined ? '' : ' before the cluster is created'}.`,
  };
}

/** The longest prefix of a share with addresses for all pods; undefined where a node's share cannot be that large. */
function findMaskFor(maxPods: number, { cidr, maskSize, pods }: NodeShares): number | undefined {
  const taken = (1n << BigInt(BITS[cidr.family] - maskSize)) - pods;
  let bits = 0;
  while ((1n << BigInt(bits)) - taken < BigInt(maxPods)) bits += 1;
  const longest = cidr.family === 6 ? Math.min(64, 128 - bits) : 32 - bits;
  return longest >= cidr.prefixLength ? longest : undefined;
}
