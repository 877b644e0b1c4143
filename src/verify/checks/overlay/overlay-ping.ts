import type { NetworkPlan } from '../../../plan';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Fails, Holds } from '../../finding';
import type { Share } from '../../flannel';
import { deviceOf, readPeers } from '../../flannel';
import { readBridgedPods } from '../../readings';
import { pinged } from '../../overlay/ping';
import { reached } from '../../overlay/reach-text';

/** From each node to the pod network of each other, as pod traffic goes; it needs no pod. */
export const overlayPing: NodeCheck = {
  id: 'overlay-ping',
  scope: 'node',
  title: "packets that fill the pods' MTU go from the node to the pod network of every other node",
  why: 'This is the way of all traffic between pods of different nodes.',
  applies: ({ flannel, nodes }) => flannel.backend !== 'none' && nodes.length > 1,
  async *look(on: NodeVerification) {
    const peers = await readPeers(on, on.self);
    const found = await Promise.all(peers.map((peer) => toPeer(peer, on)));
    yield* found.flat();
  },
};

/**
 * flannel's own address first, and, where that answers, the bridge's: it is there since the node's first pod, and
 * behind the node's forwarding.
 */
async function toPeer(peer: Share, on: NodeVerification): Promise<readonly (Holds | Fails)[]> {
  const tunnel = deviceOf(on.plan, peer.family) === undefined ? [] : [await sent(peer.vtep, peer, on)];
  if (tunnel.some(({ outcome }) => outcome === 'fails')) return tunnel;
  const pods = await readBridgedPods(on.cluster, peer.node.name);
  return pods.length === 0 ? tunnel : [...tunnel, await sent(peer.bridge, peer, on)];
}

async function sent(to: string, peer: Share, { plan, self, here }: NodeVerification): Promise<Holds | Fails> {
  const device = deviceOf(plan, peer.family);
  const mtu = device?.mtu ?? plan.flannel.podMtu;
  const { name } = peer.node;
  return reached(await pinged(here, to, peer.family, mtu), {
    ...{ to, node: name, mtu, by: device?.name ?? 'plain routes' },
    lost: { why: `No pod of ${self.name} reaches a pod of ${name}.`, next: lostNext(plan, peer, self.name) },
    large: {
      why: `Connections from ${self.name} to pods of ${name} open, and hang with the first large packet.`,
      next: `compare lan-ping, and the MTU of ${device?.name ?? 'the LAN interfaces'} and cni0 on both nodes; after a repair "ip route flush cache", since the kernel remembers the MTU of a way for ten minutes`,
    },
  });
}

function lostNext({ flannel }: NetworkPlan, { node, underlay, family }: Share, self: string): string {
  const ports = {
    vxlan: flannel.port,
    'wireguard-native': family === 6 ? flannel.listenPortV6 : flannel.listenPort,
  };
  const port =
    flannel.backend === 'vxlan' || flannel.backend === 'wireguard-native' ? ports[flannel.backend] : 0;
  const firewall =
    port === 0
      ? `let both nodes forward the pods' networks`
      : `let UDP ${port} in on both nodes ("tcpdump -ni any udp port ${port}" on ${node.name} shows whether ${underlay} is reached from ${self})`;
  const peers = flannel.backend === 'wireguard-native' ? 'wireguard-peers' : 'flannel-forwarding';
  return `see flannel-routes and ${peers} of both nodes; ${firewall}`;
}
