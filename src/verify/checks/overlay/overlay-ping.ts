import type { NetworkPlan } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Failed, Passed } from '../../finding';
import type { Share } from '../../flannel';
import { deviceOf, readPeers } from '../../flannel';
import { readBridgedPods } from '../../readings';
import { measureReach } from '../../overlay/ping';
import { reportReach } from '../../overlay/report-reach';

/** Pings from the node to the pod network of every other node, on the path of pod traffic; no pod is needed. */
export const overlayPing: NodeCheck = {
  id: 'overlay-ping',
  scope: 'node',
  title: "packets of the pods' MTU reach the pod network of every other node",
  why: 'All traffic between pods of different nodes takes this path.',
  dependsOn: [
    'lan-ping',
    'firewall-drops',
    'ip-forwarding',
    'flannel-device',
    'flannel-annotations',
    'flannel-routes',
    'flannel-forwarding',
    'wireguard-peers',
    'cni-bridge',
    'route-lookup',
  ],
  applies: ({ flannel, nodes }) => flannel.backend !== 'none' && nodes.length > 1,
  async *observe(context: NodeContext) {
    const peers = await readPeers(context, context.self);
    const found = await Promise.all(peers.map((peer) => pingPeer(peer, context)));
    yield* found.flat();
  },
};

/**
 * Pings flannel's address first and, where it answers, the bridge's address, which the remote node has to forward to.
 * The bridge exists once the node has run a pod.
 */
async function pingPeer(peer: Share, context: NodeContext): Promise<readonly (Passed | Failed)[]> {
  const tunnel =
    deviceOf(context.plan, peer.family) === undefined ? [] : [await pingAddress(peer.vtep, peer, context)];
  if (tunnel.some(({ outcome }) => outcome === 'failed')) return tunnel;
  const pods = await readBridgedPods(context.cluster, peer.node.name);
  return pods.length === 0 ? tunnel : [...tunnel, await pingAddress(peer.bridge, peer, context)];
}

async function pingAddress(
  to: string,
  peer: Share,
  { plan, self, host }: NodeContext,
): Promise<Passed | Failed> {
  const device = deviceOf(plan, peer.family);
  const mtu = device?.mtu ?? plan.flannel.podMtu;
  const { name } = peer.node;
  return reportReach(await measureReach(host, to, peer.family, mtu), {
    ...{ from: self.name, to, node: name, mtu, by: device?.name ?? 'plain routes' },
    lost: {
      why: `No pod of ${self.name} reaches a pod of ${name}.`,
      next: formatLostNext(plan, peer, self.name),
    },
    large: {
      why: `Connections from ${self.name} to pods of ${name} open and hang with the first large packet.`,
      next: `compare lan-ping, and the MTU of ${device?.name ?? 'the LAN interfaces'} and cni0 on both nodes. After a repair: ip route flush cache, since the kernel caches path MTUs for ten minutes`,
    },
  });
}

function formatLostNext({ flannel }: NetworkPlan, { node, underlay, family }: Share, self: string): string {
  const ports = {
    vxlan: flannel.port,
    'wireguard-native': family === 6 ? flannel.listenPortV6 : flannel.listenPort,
  };
  const port =
    flannel.backend === 'vxlan' || flannel.backend === 'wireguard-native' ? ports[flannel.backend] : 0;
  const firewall =
    port === 0
      ? 'make both nodes forward packets of the pod networks'
      : `accept UDP ${port} on both nodes. On ${node.name}: tcpdump -ni any udp port ${port} shows whether packets from ${self} reach ${underlay}`;
  if (flannel.backend === 'tailscale')
    return 'see tailnet-routes of both nodes: the tailnet must have approved the routes';
  const peers = flannel.backend === 'wireguard-native' ? 'wireguard-peers' : 'flannel-forwarding';
  return `see flannel-routes and ${peers} of both nodes; ${firewall}`;
}
