import type { NodeCheck, NodeVerification } from '../../check';
import { compared, fails } from '../../finding';
import { canonical, readNodes } from '../../readings';

/** What the cluster takes for the node's addresses. */
export const nodeAddresses: NodeCheck = {
  id: 'node-addresses',
  scope: 'node',
  title: 'the node has joined, and is known by its planned addresses',
  why: "The API server, flannel and load balancers use the addresses of the Node object, whatever the node's interfaces have.",
  async *look({ self, cluster }: NodeVerification) {
    const nodes = await readNodes(cluster);
    const node = nodes.find(({ metadata }) => metadata.name === self.name);
    if (node === undefined) {
      yield fails({
        looked: `Node ${self.name}`,
        found: `none; the cluster has ${nodes.map(({ metadata }) => metadata.name).join(', ')}`,
        planned: `a node of that name, ${self.role}`,
        next: `see why k3s has not joined: journalctl -u 'k3s*' on ${self.name}`,
      });
      return;
    }
    for (const [type, planned] of [
      ['InternalIP', self.nodeIp],
      ['ExternalIP', self.nodeExternalIp],
    ] as const) {
      const all = node.status?.addresses ?? [];
      const found = all.filter((one) => one.type === type).map(({ address }) => canonical(address));
      const wanted = planned.map(String);
      if (found.length === 0 && wanted.length === 0) continue;
      yield compared(found.join() === wanted.join(), {
        looked: `${type} of Node ${self.name}`,
        found: found.join(', ') || 'none',
        planned: wanted.join(', ') || 'none',
        next: `see node-ip and node-external-ip of k3s on ${self.name}, then restart k3s there`,
      });
    }
  },
};
