import type { NodeCheck, NodeVerification } from '../../check';
import { compared } from '../../finding';
import { refusalOf } from '../../overlay/connect';

const PORT = 10250;

/** From each node to the kubelet of each other. */
export const kubeletPort: NodeCheck = {
  id: 'kubelet-port',
  scope: 'node',
  title: "the node reaches every other node's kubelet",
  why: 'metrics-server may run on any node, and asks every kubelet; kubectl top and autoscaling rest on it.',
  applies: ({ nodes }) => nodes.length > 1,
  async *look({ plan, self, here }: NodeVerification) {
    const others = plan.nodes.filter((node) => node !== self);
    const observations = others.map(async ({ name, nodeIp: [address] }) => {
      const refusal = await refusalOf(here, String(address), PORT);
      return compared(refusal === undefined, {
        looked: `TCP ${PORT} of ${name} at ${String(address)} (curl)`,
        found: refusal ?? 'it answers',
        planned: 'it answers',
        next: `see whether k3s runs on ${name} (systemctl status 'k3s*'), and let TCP ${PORT} in there from ${self.nodeIp.join(', ')}`,
      });
    });
    yield* await Promise.all(observations);
  },
};
