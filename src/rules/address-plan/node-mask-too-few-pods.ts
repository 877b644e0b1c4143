import { pathOf } from '../../diagnostics';
import { listNodeShares } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Pods that the kubelet takes on a node. @see https://kubernetes.io/docs/setup/best-practices/cluster-large/ */
const MAX_PODS = 110n;

export const nodeMaskTooFewPods: NetworkRule = {
  id: 'node-mask-too-few-pods',
  severity: 'warning',
  title: "A node's share has fewer addresses than the node takes pods",
  why:
    'The scheduler counts 110 pods a node and knows nothing of addresses. Pods beyond the share hang in ' +
    'ContainerCreating with "no IP addresses available in range set", also while other nodes are empty.',
  fix: 'Give each node at least a /25, or lower max-pods on the nodes and silence this rule.',
  *check(plan, source) {
    for (const { cidr, maskSize, path, pods } of listNodeShares(plan)) {
      if (pods >= MAX_PODS) continue;
      yield {
        path: source.states(path) ? path : pathOf(cidr),
        message: `a share of ${source.states(path) ? source.quote(path) : `/${maskSize}`} has addresses for ${pods > 0n ? pods : 0n} pods, and a node takes ${MAX_PODS}.`,
        hint: `Pods beyond that hang in ContainerCreating. Write ${cidr.family === 4 ? 25 : 64} or less, or lower max-pods on the nodes and silence this rule.`,
      };
    }
  },
};
