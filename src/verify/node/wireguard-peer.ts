import type { NetworkPlan } from '../../plan';
import { formatForUrl } from '../../address';
import type { NodeContext } from '../check';
import type { Observation } from '../finding';
import { passIf, fail, pass } from '../finding';
import type { FlannelDevice, Share } from '../flannel';
import { formatBackendDataKey } from '../flannel';
import type { WireguardDevice, WireguardPeer } from '../readings';
import { formatRestart } from './node-commands';

/**
 * Lifetime of session keys in seconds; the next packet after that needs a new handshake.
 *
 * @see https://www.wireguard.com/papers/wireguard.pdf section 6.1
 */
const KEY_LIFETIME = 180;

/** Seconds for retries of a lost handshake; WireGuard retries every five. */
const RETRY_SECONDS = 20;

/** The comparison of another node with its peer, and the peer where there is one. */
export interface PeerComparison {
  readonly peer?: WireguardPeer;
  readonly observations: readonly Observation[];
}

/** Finds a node among the peers, by its key or else by its pod CIDR, and compares it with the plan. */
export function comparePeer(
  share: Share,
  device: FlannelDevice,
  live: WireguardDevice,
  context: NodeContext,
): PeerComparison {
  const { node, publicKey, family } = share;
  const subject = `peer ${node.name} of ${device.name} (wg show)`;
  const nodes = [node.name];
  if (publicKey === undefined) {
    const key = `annotation ${formatBackendDataKey(family)} of Node ${node.name}`;
    const next = `${formatRestart(node)}; flannel writes the annotation at its start`;
    return {
      observations: [
        fail({ subject, found: `${key} contains no public key`, planned: 'a public key', next, nodes }),
      ],
    };
  }
  const peer =
    live.peers.find((one) => one.publicKey === publicKey) ??
    live.peers.find(({ allowedIps }) => allowedIps.includes(formatPodCidr(share)));
  const planned = plannedPeer({ ...share, publicKey }, device, context.plan);
  if (peer === undefined) {
    const missing = {
      subject,
      found: 'no such peer',
      planned: formatPeer(planned),
      next: formatRestart(context.self),
      nodes,
    };
    return { observations: [fail(missing)] };
  }
  return {
    peer,
    observations: [
      compare(peer, planned, { subject, nodes }, context),
      handshake(peer, share, device, context),
    ],
  };
}

function plannedPeer(
  share: Share & { readonly publicKey: string },
  device: FlannelDevice,
  plan: NetworkPlan,
): WireguardPeer {
  return {
    publicKey: share.publicKey,
    endpoint: `${formatForUrl(share.underlay)}:${findListenPort(device, plan)}`,
    allowedIps: [formatPodCidr(share)],
    keepaliveSeconds: plan.flannel.persistentKeepaliveInterval,
  };
}

function compare(
  peer: WireguardPeer,
  planned: WireguardPeer,
  { subject, nodes }: { readonly subject: string; readonly nodes: readonly string[] },
  { plan, self }: NodeContext,
): Observation {
  // WireGuard answers to the source of the last packet, and NAT on the path changes its port.
  const roams = plan.flannel.externalIp && peer.handshakeAge !== undefined;
  const expected = roams && peer.endpoint !== undefined ? { ...planned, endpoint: peer.endpoint } : planned;
  return passIf(formatPeer(peer) === formatPeer(expected), {
    ...{ subject, nodes },
    found: formatPeer(peer),
    planned: `${formatPeer(planned)}${roams ? ', or the source of its packets' : ''}`,
    next: `${formatRestart(self)}; if the endpoint changes back, that node sends by another interface: see lan-address and default-route there`,
  });
}

/** `key …= at 10.0.0.12:51820 for 10.42.1.0/24, a keepalive every 25 s` */
export function formatPeer({ publicKey, endpoint, allowedIps, keepaliveSeconds }: WireguardPeer): string {
  const networks = allowedIps.join(' and ') || 'no network';
  const keepalive = keepaliveSeconds === 0 ? 'no keepalive' : `a keepalive every ${keepaliveSeconds} s`;
  return `key ${publicKey} at ${endpoint ?? 'no address'} for ${networks}, ${keepalive}`;
}

/** The age of the latest handshake. Keepalives are traffic, so with them there is always a recent one. */
function handshake(
  { keepaliveSeconds, handshakeAge }: WireguardPeer,
  { node }: Share,
  device: FlannelDevice,
  { plan, self }: NodeContext,
): Observation {
  const subject = `latest handshake of ${device.name} with ${node.name} (wg show)`;
  const found = handshakeAge === undefined ? 'none yet' : `${handshakeAge} s ago`;
  if (keepaliveSeconds === 0) {
    const planned = 'any: without keepalives the first packet of a pod starts the handshake';
    return pass({ subject, found, planned });
  }
  const most = KEY_LIFETIME + keepaliveSeconds + RETRY_SECONDS;
  const port = findListenPort(device, plan);
  return passIf(handshakeAge !== undefined && handshakeAge <= most, {
    ...{ subject, found, nodes: [node.name] },
    planned: `at most ${most} s ago: keys expire after ${KEY_LIFETIME} s, and a keepalive is sent every ${keepaliveSeconds} s`,
    why: `${node.name} does not answer handshakes: no packet passes between pods of ${self.name} and ${node.name}.`,
    next: `see lan-ping and firewall-drops of both nodes, and wireguard-peers of ${node.name}; on ${node.name}: tcpdump -ni any udp port ${port}. After a change of the node's clock the age is wrong for ${most} s`,
  });
}

function formatPodCidr({ podCidr }: Share): string {
  return podCidr.canonical.toString();
}

/** The port of every node: flannel has one per family. */
export function findListenPort({ family }: FlannelDevice, { flannel }: NetworkPlan): number {
  return family === 6 ? flannel.listenPortV6 : flannel.listenPort;
}
