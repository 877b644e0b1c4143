import type { NetworkPlan } from '../../plan';
import { formatForUrl } from '../../address';
import type { NodeVerification } from '../check';
import type { Observation } from '../finding';
import { compared, fails, holds } from '../finding';
import type { FlannelDevice, Share } from '../flannel';
import { backendDataKey } from '../flannel';
import type { WireguardDevice, WireguardPeer } from '../readings';

/**
 * Seconds for which keys serve; whoever then has something to send agrees on new ones first.
 *
 * @see https://www.wireguard.com/papers/wireguard.pdf section 6.1
 */
const KEYS_SERVE = 180;

/** Seconds for answers that are lost on the way: it is asked again every five. */
const LOST_ANSWERS = 20;

/** Another node as a peer: what is said of it, and the peer itself where there is one. */
export interface PeerLook {
  readonly peer?: WireguardPeer;
  readonly observations: readonly Observation[];
}

/** Looks for a node among the peers, by its key, or else by its pods. */
export function asPeer(
  share: Share,
  device: FlannelDevice,
  live: WireguardDevice,
  on: NodeVerification,
): PeerLook {
  const { node, publicKey, family } = share;
  const looked = `peer ${node.name} of ${device.name} (wg show)`;
  if (publicKey === undefined) {
    const key = `annotation ${backendDataKey(family)} of Node ${node.name}`;
    const next = `${restart(node.name)}; see its flannel-annotations`;
    return { observations: [fails({ looked, found: `${key} has no public key`, planned: 'one', next })] };
  }
  const peer =
    live.peers.find((one) => one.publicKey === publicKey) ??
    live.peers.find(({ allowedIps }) => allowedIps.includes(podsOf(share)));
  const planned = plannedPeer({ ...share, publicKey }, device, on.plan);
  if (peer === undefined) {
    const missing = { looked, found: 'no such peer', planned: textOf(planned), next: restart(on.self.name) };
    return { observations: [fails(missing)] };
  }
  return { peer, observations: [compare(peer, planned, looked, on), handshake(peer, share, device, on)] };
}

function plannedPeer(
  share: Share & { readonly publicKey: string },
  device: FlannelDevice,
  plan: NetworkPlan,
): WireguardPeer {
  return {
    publicKey: share.publicKey,
    endpoint: `${formatForUrl(share.underlay)}:${portOf(device, plan)}`,
    allowedIps: [podsOf(share)],
    keepaliveSeconds: plan.flannel.persistentKeepaliveInterval,
  };
}

function compare(
  peer: WireguardPeer,
  planned: WireguardPeer,
  looked: string,
  { plan, self }: NodeVerification,
): Observation {
  // WireGuard answers to where packets come from, and a router in between lets them out by a port of its own.
  const roams = plan.flannel.externalIp && peer.handshakeAge !== undefined;
  const expected = roams && peer.endpoint !== undefined ? { ...planned, endpoint: peer.endpoint } : planned;
  return compared(textOf(peer) === textOf(expected), {
    looked,
    found: textOf(peer),
    planned: `${textOf(planned)}${roams ? ', or where packets of it come from' : ''}`,
    next: `${restart(self.name)}; where the address is another again, that node sends its packets by another interface: see lan-address and default-route there`,
  });
}

/** `key …= at 10.0.0.12:51820 for 10.42.1.0/24, a keepalive every 25 s` */
export function textOf({ publicKey, endpoint, allowedIps, keepaliveSeconds }: WireguardPeer): string {
  const networks = allowedIps.join(' and ') || 'no network';
  const keepalive = keepaliveSeconds === 0 ? 'no keepalives' : `a keepalive every ${keepaliveSeconds} s`;
  return `key ${publicKey} at ${endpoint ?? 'no address'} for ${networks}, ${keepalive}`;
}

/** When both last agreed on keys. With keepalives there is always something to send, and so always keys. */
function handshake(
  { keepaliveSeconds, handshakeAge }: WireguardPeer,
  { node }: Share,
  device: FlannelDevice,
  { plan, self }: NodeVerification,
): Observation {
  const looked = `latest handshake of ${device.name} with ${node.name} (wg show)`;
  const found = handshakeAge === undefined ? 'none yet' : `${handshakeAge} s ago`;
  if (keepaliveSeconds === 0) {
    const planned = 'any: without keepalives there is none until a pod sends something';
    return holds({ looked, found, planned });
  }
  const most = KEYS_SERVE + keepaliveSeconds + LOST_ANSWERS;
  const port = portOf(device, plan);
  return compared(handshakeAge !== undefined && handshakeAge <= most, {
    ...{ looked, found },
    planned: `at most ${most} s ago: keys serve for ${KEYS_SERVE} s, and a keepalive goes every ${keepaliveSeconds} s`,
    why: `${node.name} does not answer, so there are no keys: no packet passes between pods of ${self.name} and ${node.name}.`,
    next: `see lan-ping and firewall-drops of both nodes, and wireguard-peers of ${node.name}; "tcpdump -ni any udp port ${port}" on ${node.name} shows what arrives. A clock that was set just now makes it look old: then it is right again within ${most} s`,
  });
}

function podsOf({ podCidr }: Share): string {
  return podCidr.canonical.toString();
}

/** Of every node: flannel has one port for each family. */
export function portOf({ family }: FlannelDevice, { flannel }: NetworkPlan): number {
  return family === 6 ? flannel.listenPortV6 : flannel.listenPort;
}

export function restart(node: string): string {
  return `systemctl restart k3s on ${node} (k3s-agent on an agent): flannel makes the interface and its peers anew`;
}
