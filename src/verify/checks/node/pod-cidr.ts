import type { Cidr } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { contains, overlaps } from '../../../address';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails } from '../../finding';
import type { Share } from '../../flannel';
import { readPeers, sharesOf } from '../../flannel';
import { readNode } from '../../readings';

/** The node's share of the pod networks. */
export const podCidr: NodeCheck = {
  id: 'pod-cidr',
  scope: 'node',
  title: 'the node has a share of clusterCidr of its own',
  why: 'Shares are given once. One from an older clusterCidr stays until the node is deleted and joins again, and its pods cannot be reached.',
  async *look(on: NodeVerification) {
    const node = await readNode(on.cluster, on.self.name);
    const own = sharesOf(on.plan, on.self, node);
    const others = await readPeers(on, on.self);
    for (const cidr of on.plan.clusterCidr) yield shareOf(cidr, own, others, on);
  },
};

function shareOf(
  cidr: Cidr,
  own: readonly Share[],
  others: readonly Share[],
  { plan, self }: NodeVerification,
): Observation {
  const { family } = cidr;
  const length = plan.nodeCidrMaskSize[family];
  const look = {
    looked: `podCIDRs of Node ${self.name}`,
    planned: `a /${length} of ${cidr.toString()}, nobody else's`,
    next: `kubectl delete node ${self.name}, then restart k3s on ${self.name} (its pods move)`,
  };
  const share = own.find((one) => one.family === family)?.podCidr;
  if (share === undefined) return fails({ ...look, found: `no IPv${family} network` });
  const rival = others.find(({ podCidr: other }) => overlaps(other, share));
  const rivalText = rival === undefined ? '' : `, and ${rival.podCidr.toString()} is ${rival.node.name}'s`;
  return compared(within(cidr, share, plan) && rival === undefined, {
    ...look,
    found: `${share.toString()}${rivalText}`,
  });
}

function within(cidr: Cidr, share: Cidr, { nodeCidrMaskSize }: NetworkPlan): boolean {
  return contains(cidr, share) && share.prefixLength === nodeCidrMaskSize[share.family];
}
