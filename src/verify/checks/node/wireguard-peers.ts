import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail, pass } from '../../finding';
import type { FlannelDevice } from '../../flannel';
import { parseBackendData, formatBackendDataKey, flannelDevices, readPeers } from '../../flannel';
import type { NodeObject, WireguardDevice, WireguardPeer } from '../../readings';
import { readNode, readNodes, readWireguard } from '../../readings';
import { quoteCommand } from '../../../terminal/quote-command';
import { formatRestart } from '../../node/node-commands';
import { comparePeer, findListenPort, formatPeer } from '../../node/wireguard-peer';

/** The peers of flannel's WireGuard interfaces. */
export const wireguardPeers: NodeCheck = {
  id: 'wireguard-peers',
  scope: 'node',
  title: "WireGuard's peers are the other nodes, with their keys, endpoints and pod CIDRs",
  why: "WireGuard drops packets with an unknown key or a source outside of the peer's networks, without an error: a node whose key changed is unreachable. Any other peer has access to the pod network.",
  dependsOn: ['flannel-device', 'flannel-annotations'],
  applies: ({ flannel, nodes }) => flannel.backend === 'wireguard-native' && nodes.length > 1,
  async *observe(context: NodeContext) {
    const shares = await readPeers(context, context.self);
    const nodes = await readNodes(context.cluster);
    const own = await readNode(context.cluster, context.self.name);
    for (const device of flannelDevices(context.plan)) {
      const live = await readWireguard(context.host, device.name);
      yield compareDevice(device, live, own, context);
      if (live === undefined) continue;
      const known: WireguardPeer[] = [];
      for (const share of shares.filter(({ family }) => family === device.family)) {
        const { peer, observations } = comparePeer(share, device, live, context);
        yield* observations;
        if (peer !== undefined) known.push(peer);
      }
      yield* reportOtherPeers(device, live, { known, nodes, context });
    }
  },
};

/** The port and public key that the other nodes use for this node. */
function compareDevice(
  device: FlannelDevice,
  live: WireguardDevice | undefined,
  own: NodeObject,
  { plan, self }: NodeContext,
): Observation {
  const text = (port: number, key: string) => `UDP port ${port}, public key ${key}`;
  const annotated = parseBackendData(own, device.family)?.PublicKey ?? 'unknown';
  const planned = text(findListenPort(device, plan), annotated);
  const found = live === undefined ? 'no such WireGuard interface' : text(live.listenPort, live.publicKey);
  return passIf(found === planned, {
    subject: `${device.name} (wg show)`,
    ...{ found, next: formatRestart(self) },
    planned: `${planned} as in annotation ${formatBackendDataKey(device.family)} of Node ${self.name}`,
  });
}

/** Peers that are not nodes of the profile. */
function* reportOtherPeers(
  { name, family }: FlannelDevice,
  { peers }: WireguardDevice,
  { known, nodes, context }: KnownPeers,
): Iterable<Observation> {
  const further = peers.filter((peer) => !known.includes(peer));
  const unknownPeers = further.filter(({ allowedIps }) => allowedIps.length > 0);
  for (const peer of unknownPeers) {
    const owner = nodes.find((node) => parseBackendData(node, family)?.PublicKey === peer.publicKey)?.metadata
      .name;
    yield fail({
      subject: `${owner === undefined ? 'unknown peer' : `peer ${owner}`} of ${name} (wg show)`,
      found: formatPeer(peer),
      planned: 'no peers other than the nodes of the profile',
      why: 'It receives packets for these networks and may send from their addresses.',
      next:
        owner === undefined
          ? `on ${context.self.name}: ${quoteCommand(['wg', 'set', name, 'peer', peer.publicKey, 'remove'])}; find out what added it: flannel adds Nodes only`
          : `add ${owner} to the profile, or ${quoteCommand(['kubectl', 'delete', 'node', owner])}`,
    });
  }
  if (unknownPeers.length > 0) return;
  // flannel removes a node's old key only at its start, but moves the networks to the new key at once.
  const found = further.length === 0 ? 'none' : `${further.length} with no network: earlier keys of nodes`;
  yield pass({ subject: `other peers of ${name} (wg show)`, found, planned: 'none with a network' });
}

interface KnownPeers {
  /** The peers that are nodes of the profile. */
  readonly known: readonly WireguardPeer[];
  readonly nodes: readonly NodeObject[];
  readonly context: NodeContext;
}
