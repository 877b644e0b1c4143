import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails, holds } from '../../finding';
import type { FlannelDevice } from '../../flannel';
import { backendData, backendDataKey, flannelDevices, readPeers } from '../../flannel';
import type { NodeObject, WireguardDevice, WireguardPeer } from '../../readings';
import { readNode, readNodes, readWireguard } from '../../readings';
import { asPeer, portOf, restart, textOf } from '../../node/wireguard-peer';

/** Whom the node's encrypted pod traffic goes to, and who may send it some. */
export const wireguardPeers: NodeCheck = {
  id: 'wireguard-peers',
  scope: 'node',
  title: 'WireGuard has every other node as a peer, with its key, address and pods, and nobody else',
  why: 'It drops without a word what comes with another key, or from pods that are not behind that key: a node whose key has changed unnoticed is silent, and whoever else is a peer is inside the pod network.',
  applies: ({ flannel, nodes }) => flannel.backend === 'wireguard-native' && nodes.length > 1,
  async *look(on: NodeVerification) {
    const shares = await readPeers(on, on.self);
    const nodes = await readNodes(on.cluster);
    const own = await readNode(on.cluster, on.self.name);
    for (const device of flannelDevices(on.plan)) {
      const live = await readWireguard(on.here, device.name);
      yield itself(device, live, own, on);
      if (live === undefined) continue;
      const known: WireguardPeer[] = [];
      for (const share of shares.filter(({ family }) => family === device.family)) {
        const { peer, observations } = asPeer(share, device, live, on);
        yield* observations;
        if (peer !== undefined) known.push(peer);
      }
      yield* others(device, live, { known, nodes, on });
    }
  },
};

/** What the other nodes count on: they send to this port, and know the node by this key. */
function itself(
  device: FlannelDevice,
  live: WireguardDevice | undefined,
  own: NodeObject,
  { plan, self }: NodeVerification,
): Observation {
  const text = (port: number, key: string) => `UDP port ${port}, public key ${key}`;
  const annotated = backendData(own, device.family)?.PublicKey ?? 'unknown';
  const planned = text(portOf(device, plan), annotated);
  const found = live === undefined ? 'no such interface of WireGuard' : text(live.listenPort, live.publicKey);
  return compared(found === planned, {
    looked: `${device.name} (wg show)`,
    ...{ found, next: restart(self.name) },
    planned: `${planned} as annotation ${backendDataKey(device.family)} of Node ${self.name}`,
  });
}

/** Peers that are no node of the profile. */
function* others(
  { name, family }: FlannelDevice,
  { peers }: WireguardDevice,
  { known, nodes, on }: OtherPeers,
): Iterable<Observation> {
  const further = peers.filter((peer) => !known.includes(peer));
  const strangers = further.filter(({ allowedIps }) => allowedIps.length > 0);
  for (const peer of strangers) {
    const owner = nodes.find((node) => backendData(node, family)?.PublicKey === peer.publicKey)?.metadata
      .name;
    yield fails({
      looked: `${owner === undefined ? 'peer that is no Node' : `peer ${owner}`} of ${name} (wg show)`,
      found: textOf(peer),
      planned: 'no peer beside the nodes of the profile',
      why: 'It gets what is sent to these networks, and may send from their addresses.',
      next:
        owner === undefined
          ? `"wg set ${name} peer ${peer.publicKey} remove" on ${on.self.name}; find out who has written it there: flannel writes peers of Nodes alone`
          : `write ${owner} into the profile, or kubectl delete node ${owner}`,
    });
  }
  if (strangers.length > 0) return;
  // flannel forgets a node's old key only when it starts itself: the networks go to the new one at once.
  const found =
    further.length === 0 ? 'none' : `${further.length} with no network: keys that nodes had before`;
  yield holds({ looked: `further peers of ${name} (wg show)`, found, planned: 'none with a network' });
}

interface OtherPeers {
  /** Those that are nodes of the profile. */
  readonly known: readonly WireguardPeer[];
  readonly nodes: readonly NodeObject[];
  readonly on: NodeVerification;
}
