import type { NodeCheck, NodeContext } from '../../check';
import { passIf, fail } from '../../finding';
import { formatRestart, formatUnit } from '../../node/node-commands';
import { canonicalize, readNodes } from '../../readings';

/** The addresses of the Node object. */
export const nodeAddresses: NodeCheck = {
  id: 'node-addresses',
  scope: 'node',
  title: 'the node has joined with its planned addresses',
  why: "The API server, flannel and load balancers use the addresses of the Node object, not those of the node's interfaces.",
  dependsOn: ['lan-address', 'default-route', 'k3s-arguments', 'kernel-features'],
  async *observe({ plan, self, cluster }: NodeContext) {
    const nodes = await readNodes(cluster);
    const node = nodes.find(({ metadata }) => metadata.name === self.name);
    if (node === undefined) {
      yield fail({
        subject: `Node ${self.name}`,
        found: `no such Node; the cluster has ${nodes.map(({ metadata }) => metadata.name).join(', ')}`,
        planned: `a Node of that name, ${self.role}`,
        next: `read why k3s has not joined, on ${self.name}: journalctl -u ${formatUnit(self.role)}`,
      });
      return;
    }
    for (const [type, planned] of [
      ['InternalIP', self.nodeIp],
      ['ExternalIP', self.nodeExternalIp],
    ] as const) {
      const all = node.status?.addresses ?? [];
      const found = all
        .filter((one) => one.type === type)
        .map(({ address }) => canonicalize(address))
        // With a VPN k3s registers the addresses of both families that the tailnet assigns.
        .filter((text) => plan.vpn === undefined || planned.some(({ family }) => family === familyOf(text)));
      const wanted = planned.map(String);
      if (found.length === 0 && wanted.length === 0) continue;
      yield passIf(found.join() === wanted.join(), {
        subject: `${type} of Node ${self.name}`,
        found: found.join(', ') || 'none',
        planned: wanted.join(', ') || 'none',
        next: `correct node-ip and node-external-ip of k3s on ${self.name}, then ${formatRestart(self)}`,
      });
    }
  },
};

function familyOf(text: string): 4 | 6 {
  return text.includes(':') ? 6 : 4;
}
