import { selectNodes } from '../labels';
import type { BGPPeerPlan, NetworkPlan, NodePlan } from '../model';

/** Two peers that one node has sessions with. */
export interface PeerPair {
  /** The later one of the two. */
  readonly peer: BGPPeerPlan;
  readonly other: BGPPeerPlan;
  /** The first node that has both. */
  readonly node: NodePlan;
}

/** Every two peers that select a node in common. */
export function findPeersSharingNode(plan: NetworkPlan): readonly PeerPair[] {
  const peers = plan.metallb?.bgpPeers ?? [];
  return peers.flatMap((peer, index) => {
    const nodes = selectNodes(plan, peer.nodeSelectors);
    return peers.slice(0, index).flatMap((other) => {
      const [node] = selectNodes(plan, other.nodeSelectors).filter((one) => nodes.includes(one));
      return node === undefined ? [] : [{ peer, other, node }];
    });
  });
}

/** The same, where the peers of a node share one FRR. */
export function findPeersOnOneNode(plan: NetworkPlan): readonly PeerPair[] {
  return plan.metallb?.bgpBackend === 'frr-k8s' ? findPeersSharingNode(plan) : [];
}
