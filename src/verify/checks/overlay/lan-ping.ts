import type { NodeCheck, NodeContext } from '../../check';
import { measureReach } from '../../overlay/ping';
import { reportReach } from '../../overlay/report-reach';

/** Pings from the node to every other node over the LAN. */
export const lanPing: NodeCheck = {
  id: 'lan-ping',
  scope: 'node',
  title: "packets of the LAN's MTU reach every other node",
  why: 'Tunnels, the API server and etcd use this path. A switch, VLAN or VPN with a smaller MTU drops large packets only.',
  dependsOn: [
    ...['lan-address', 'lan-neighbours', 'route-lookup', 'duplicate-identities', 'machine-clones'],
    ...['firewall-drops', 'host-owners'],
  ],
  applies: ({ nodes }) => nodes.length > 1,
  async *observe({ plan, self, host }: NodeContext) {
    const { mtu } = plan.lan;
    const paths = plan.nodes
      .filter((node) => node !== self)
      .flatMap((node) => node.nodeIp.map((address) => ({ node, address })))
      .filter(({ address }) => self.nodeIp.some(({ family }) => family === address.family));
    const observations = paths.map(async ({ node, address }) => {
      const to = address.toString();
      return reportReach(await measureReach(host, to, address.family, mtu), {
        ...{ from: self.name, to, node: node.name, mtu, by: 'the LAN' },
        lost: {
          why: `${node.name} is off, disconnected from the LAN, or drops echo requests.`,
          next: `check that ${node.name} is on; on ${self.name}: ip neighbour show to ${to}. Without a MAC address there is no link, with one a firewall drops the packets`,
        },
        large: {
          why: `A link between ${self.name} and ${node.name} has a smaller MTU than lan.mtu.`,
          next: `on ${self.name}: tracepath -n ${to} prints the link; raise its MTU, or set lan.mtu to the MTU of the path. After a repair: ip route flush cache, since the kernel caches path MTUs for ten minutes`,
        },
      });
    });
    yield* await Promise.all(observations);
  },
};
