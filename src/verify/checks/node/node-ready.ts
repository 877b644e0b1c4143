import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { formatKubectl } from '../../objects/format-kubectl';
import type { NodeObject } from '../../readings';
import { readNode } from '../../readings';

/** The Ready condition of the Node object. */
export const nodeReady: NodeCheck = {
  id: 'node-ready',
  scope: 'node',
  title: 'the Node is Ready and schedulable',
  why: 'Kubernetes starts no pods on a Node that is not Ready, removes its pods from Services, and MetalLB announces no address from it.',
  dependsOn: ['node-addresses', 'flannel-subnet', 'api-port', 'lan-address', 'kernel-features'],
  async *observe({ self, cluster }: NodeContext) {
    const node = await readNode(cluster, self.name);
    yield compareReady(node, self.name);
    yield passIf(node.spec.unschedulable !== true, {
      subject: `spec.unschedulable of Node ${self.name}`,
      found: node.spec.unschedulable === true ? 'true: the Node is cordoned' : 'false',
      planned: 'false',
      why: 'The scheduler starts no new pods on the node.',
      next: formatKubectl('uncordon', self.name),
    });
  },
};

function compareReady({ status }: NodeObject, name: string): Observation {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const reasons = [ready?.reason, ready?.message].filter((text) => text !== undefined && text !== '');
  const isTrue = ready?.status === 'True';
  return passIf(isTrue, {
    subject: `condition Ready of Node ${name}`,
    found: isTrue ? 'True' : [ready?.status ?? 'no condition', ...reasons].join(': '),
    planned: 'True',
    next: `${formatKubectl('describe', 'node', name)}; on ${name}: systemctl status 'k3s*', ls /var/lib/rancher/k3s/agent/etc/cni/net.d`,
  });
}
