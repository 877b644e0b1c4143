import type { NetworkPlan } from '../../network';
import type { NodeCheck, NodeVerification } from '../check';
import type { Fails, Holds } from '../finding';
import type { Share } from '../flannel';
import { deviceOf, readPeers } from '../flannel';
import { readBridgedPods } from '../readings';
import { pinged } from './ping';
import { reached } from './reach-text';

/** From each node to the pod network of each other, as pod traffic goes; it needs no pod. */
export const overlayPing: NodeCheck = {
  id: 'overlay-ping',
  scope: 'node',
  title: "packets that fill the pods' MTU go from the node to the pod network of every other node",
  why: 'This is the way of all traffic between pods of different nodes.',
  applies: ({ flannel, nodes }) => flannel.backend !== 'none' && nodes.length > 1,
  async *look(on: NodeVerification) {
    const peers = await readPeers(on, on.self);
    const ways = await Promise.all(peers.map((peer) => targetsOf(peer, on)));
    yield* await Promise.all(ways.flat().map(({ to, peer }) => sent(to, peer, on)));
  },
};

interface Target {
  readonly to: string;
  readonly peer: Share;
}

/** flannel's own address, and the bridge's where there is a bridge: it is made with the first pod. */
async function targetsOf(peer: Share, { plan, cluster }: NodeVerification): Promise<readonly Target[]> {
  const pods = await readBridgedPods(cluster, peer.node.name);
  const addresses = [
    ...(deviceOf(plan, peer.family) === undefined ? [] : [peer.vtep]),
    ...(pods.length === 0 ? [] : [peer.bridge]),
  ];
  return addresses.map((to) => ({ to, peer }));
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
      next: `compare lan-ping, and the MTU of ${device?.name ?? 'the LAN interfaces'} and cni0 on both nodes`,
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
  return `see flannel-routes and flannel-forwarding of both nodes; ${firewall}`;
}
