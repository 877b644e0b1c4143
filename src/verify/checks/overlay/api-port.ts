import type { NodeCheck, NodeVerification } from '../../check';
import { compared } from '../../finding';
import { refusalOf } from '../../overlay/connect';

/** From each node to the API server and supervisor of each server. */
export const apiPort: NodeCheck = {
  id: 'api-port',
  scope: 'node',
  title: "the node reaches every server's API port",
  why: 'Agents join by it, and every kubelet and controller on the node works through it.',
  async *look({ plan, self, here }: NodeVerification) {
    const { port } = plan.registration;
    const servers = plan.servers.flatMap((server) =>
      server.nodeIp.slice(0, 1).map((address) => ({ server, address })),
    );
    const observations = servers.map(async ({ server, address }) => {
      const refusal = await refusalOf(here, address.toString(), port);
      return compared(refusal === undefined, {
        looked: `TCP ${port} of ${server.name} at ${address.toString()} (curl)`,
        found: refusal ?? 'it answers',
        planned: 'it answers',
        next: `see whether k3s runs on ${server.name} (systemctl status k3s), and let TCP ${port} in there from ${self.nodeIp.join(', ')}`,
      });
    });
    yield* await Promise.all(observations);
  },
};
