import { listNodeShares } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { formatRestart } from '../../node/node-commands';
import { readNode } from '../../readings';
import { DEFAULT_MAX_PODS } from '../../../releases';

/** The most pods that the kubelet starts. */
export const maxPods: NodeCheck = {
  id: 'max-pods',
  scope: 'node',
  title: 'the kubelet starts at most kubelet.maxPods pods',
  why: 'Pods beyond the addresses of the node stay in ContainerCreating. A file of the kubelet or a second kubelet-arg can set another limit.',
  dependsOn: ['k3s-arguments'],
  async *observe({ plan, self, cluster }: NodeContext) {
    const node = await readNode(cluster, self.name);
    const found = node.status?.capacity?.pods;
    if (found === undefined) return;
    const planned = self.kubelet.maxPods;
    // Without the key synth writes no limit: another one is the user's own choice if the node has the addresses.
    const isOwn =
      planned === DEFAULT_MAX_PODS && listNodeShares(plan).every(({ pods }) => pods >= BigInt(found));
    yield passIf(found === String(planned) || isOwn, {
      subject: `capacity.pods of Node ${self.name}`,
      found,
      planned: String(planned),
      next: `find what else sets max-pods on ${self.name} (kubelet-arg, /var/lib/rancher/k3s/agent/etc/kubelet.conf.d), then ${formatRestart(self)}; or set kubelet: { maxPods: ${found} }`,
    });
  },
};
