import type { NodeCheck, NodeContext } from '../../check';
import { formatForUrl } from '../../../address';
import { passIf } from '../../finding';
import { formatUnit } from '../../node/node-commands';
import { findRefusal } from '../../overlay/connect';

const PORT = 10250;

/** TCP connections from the node to the kubelet of every other node. */
export const kubeletPort: NodeCheck = {
  id: 'kubelet-port',
  scope: 'node',
  title: "the node reaches every other node's kubelet",
  why: 'metrics-server may run on any node and queries every kubelet; kubectl top and autoscaling need it.',
  dependsOn: ['lan-ping', 'firewall-drops'],
  applies: ({ nodes }) => nodes.length > 1,
  async *observe({ plan, self, host }: NodeContext) {
    const others = plan.nodes.filter((node) => node !== self);
    const observations = others.map(async ({ name, role, nodeIp: [address] }) => {
      const refusal = await findRefusal(host, String(address), PORT);
      return passIf(refusal === undefined, {
        subject: `TCP ${PORT} of ${name} at ${String(address)} (curl)`,
        found: refusal ?? 'the port answers',
        planned: 'the port answers',
        nodes: [name],
        proof: `on ${self.name}: curl -k https://${formatForUrl(String(address))}:${PORT}/healthz`,
        next: `on ${name}: check that k3s runs (systemctl status ${formatUnit(role)}), and accept TCP ${PORT} from ${self.nodeIp.join(', ')}`,
      });
    });
    yield* await Promise.all(observations);
  },
};
