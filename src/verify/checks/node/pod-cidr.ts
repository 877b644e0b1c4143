import type { Cidr } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { contains, overlaps } from '../../../address';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail } from '../../finding';
import type { Share } from '../../flannel';
import { readPeers, deriveShares } from '../../flannel';
import { formatRestart } from '../../node/node-commands';
import { readNode } from '../../readings';

/** The node's pod CIDRs. */
export const podCidr: NodeCheck = {
  id: 'pod-cidr',
  scope: 'node',
  title: 'the node has a pod CIDR of clusterCidr that no other node has',
  why: 'A pod CIDR is assigned once. One from an older clusterCidr stays until the Node is deleted and joins again, and its pods are unreachable.',
  dependsOn: ['node-addresses'],
  async *observe(context: NodeContext) {
    const node = await readNode(context.cluster, context.self.name);
    const own = deriveShares(context.plan, context.self, node);
    const others = await readPeers(context, context.self);
    for (const cidr of context.plan.clusterCidr) yield compareShare(cidr, own, others, context);
  },
};

function compareShare(
  cidr: Cidr,
  own: readonly Share[],
  others: readonly Share[],
  { plan, self }: NodeContext,
): Observation {
  const { family } = cidr;
  const length = plan.nodeCidrMaskSize[family];
  const texts = {
    subject: `podCIDRs of Node ${self.name}`,
    planned: `a /${length} of ${cidr.toString()} for this node only`,
    next: `kubectl delete node ${self.name}, then ${formatRestart(self)}; its pods move to other nodes`,
  };
  const share = own.find((one) => one.family === family)?.podCidr;
  if (share === undefined) return fail({ ...texts, found: `no IPv${family} network` });
  const rival = others.find(({ podCidr: other }) => overlaps(other, share));
  const rivalText =
    rival === undefined ? '' : `, which overlaps ${rival.podCidr.toString()} of ${rival.node.name}`;
  return passIf(isWithin(cidr, share, plan) && rival === undefined, {
    ...texts,
    found: `${share.toString()}${rivalText}`,
    ...(rival !== undefined && { nodes: [rival.node.name] }),
  });
}

function isWithin(cidr: Cidr, share: Cidr, { nodeCidrMaskSize }: NetworkPlan): boolean {
  return contains(cidr, share) && share.prefixLength === nodeCidrMaskSize[share.family];
}
