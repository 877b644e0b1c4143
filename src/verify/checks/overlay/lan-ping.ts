import type { NodeCheck, NodeVerification } from '../../check';
import { pinged } from '../../overlay/ping';
import { reached } from '../../overlay/reach-text';

/** From each node to each other, on the LAN itself. */
export const lanPing: NodeCheck = {
  id: 'lan-ping',
  scope: 'node',
  title: "packets of the LAN's MTU go from the node to every other node",
  why: 'Tunnels, the API server and etcd ride on it; a switch, a VLAN or a VPN with a smaller MTU on the way loses large packets only.',
  applies: ({ nodes }) => nodes.length > 1,
  async *look({ plan, self, here }: NodeVerification) {
    const { mtu } = plan.lan;
    const ways = plan.nodes
      .filter((node) => node !== self)
      .flatMap((node) => node.nodeIp.map((address) => ({ node, address })))
      .filter(({ address }) => self.nodeIp.some(({ family }) => family === address.family));
    const observations = ways.map(async ({ node, address }) => {
      const to = address.toString();
      return reached(await pinged(here, to, address.family, mtu), {
        ...{ to, node: node.name, mtu, by: 'the LAN' },
        lost: {
          why: `${node.name} is off, cut off from the LAN, or drops echo requests.`,
          next: `see whether ${node.name} is on, and "ip -j neighbour" on ${self.name}: no MAC address means no link, one means a firewall`,
        },
        large: {
          why: `Something between ${self.name} and ${node.name} has a smaller MTU than lan.mtu says.`,
          next: `"tracepath -n ${to}" on ${self.name} names it; raise its MTU, or set lan.mtu to what passes; after a repair "ip route flush cache", since the kernel remembers the MTU of a way for ten minutes`,
        },
      });
    });
    yield* await Promise.all(observations);
  },
};
