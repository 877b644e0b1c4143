import type { NodeCheck, NodeContext } from '../../check';
import { formatForUrl } from '../../../address';
import { passIf } from '../../finding';
import { findRefusal } from '../../overlay/connect';

/** TCP connections from the node to the API server of every server. */
export const apiPort: NodeCheck = {
  id: 'api-port',
  scope: 'node',
  title: "the node reaches every server's API port",
  why: 'Agents join by this port, and every kubelet and controller on the node needs it.',
  dependsOn: ['lan-ping', 'firewall-drops'],
  async *observe({ plan, self, host }: NodeContext) {
    const { port } = plan.registration;
    const servers = plan.servers.flatMap((server) =>
      server.nodeIp.slice(0, 1).map((address) => ({ server, address })),
    );
    const observations = servers.map(async ({ server, address }) => {
      const refusal = await findRefusal(host, address.toString(), port);
      return passIf(refusal === undefined, {
        subject: `TCP ${port} of ${server.name} at ${address.toString()} (curl)`,
        found: refusal ?? 'the port answers',
        planned: 'the port answers',
        nodes: [server.name].filter((name) => name !== self.name),
        proof: `on ${self.name}: curl -k https://${formatForUrl(address.toString())}:${port}/ping`,
        next: `on ${server.name}: check that k3s runs (systemctl status k3s), and accept TCP ${port} from ${self.nodeIp.join(', ')}`,
      });
    });
    yield* await Promise.all(observations);
  },
};
