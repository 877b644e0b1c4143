import type { Family } from '../../address';
import type { BGPPeerPlan, NetworkPlan } from '../../plan';
import { findAddressOfFamily, selectNodes } from '../../plan';

/** A BGP session of the router: one peer of the profile with one node. */
export interface BgpSession {
  /** `tor-a_rack-1` */
  readonly name: string;
  /** The router's address, port and AS number. */
  readonly local: string;
  readonly localPort: number;
  readonly localAsn: number;
  /** The node's address and AS number. */
  readonly neighbor: string;
  readonly neighborAsn: number;
  /** Address families of the routes in it. */
  readonly families: readonly Family[];
  readonly multihop: boolean;
  readonly bfd: boolean;
  /** Name of the Secret with the password. */
  readonly passwordSecret?: string;
}

/** Timers of BFD in milliseconds. */
export interface BfdTimers {
  readonly receiveInterval: number;
  readonly transmitInterval: number;
  readonly detectMultiplier: number;
}

/**
 * A router that the nodes have sessions with. Each runs its own BIRD, since a BIRD distinguishes BFD sessions by the node's
 * address only.
 */
export interface BgpRouter {
  /** The name of its first peer in the profile: `tor-a`. */
  readonly name: string;
  /** An IPv4 address. */
  readonly routerId: string;
  /** Metric of its routes in the kernel's table, which all routers of the lab share. The first router's are preferred. */
  readonly metric: number;
  readonly sessions: readonly BgpSession[];
  readonly bfd?: BfdTimers;
}

/** Prefix of the IDs of routers with an IPv6 address: an ID has the form of an IPv4 address. */
const IPV6_ROUTER_IDS = '192.0.2.';

/** BIRD's default metric. */
const FIRST_METRIC = 32;

/** MetalLB's defaults. */
const DEFAULT_TIMERS: BfdTimers = { receiveInterval: 300, transmitInterval: 300, detectMultiplier: 3 };

/** Collects the routers of a profile's peers, one for each address. */
export function collectBgpRouters(plan: NetworkPlan): readonly BgpRouter[] {
  const peers = (plan.metallb?.bgpPeers ?? []).filter((peer) => !isOmitted(peer));
  const addresses = [...new Set(peers.map(({ peerAddress }) => String(peerAddress)))];
  const routers = addresses.map((address, index) => {
    const own = peers.filter(({ peerAddress }) => String(peerAddress) === address);
    return {
      name: own[0]?.name ?? address,
      routerId: address.includes(':') ? `${IPV6_ROUTER_IDS}${index + 1}` : address,
      metric: FIRST_METRIC + index,
      sessions: own.flatMap((peer) => sessionsOf(plan, peer)),
      ...bfdOf(plan, own),
    };
  });
  return routers.filter(({ sessions }) => sessions.length > 0);
}

/** BIRD has one set of timers per interface: those of the first peer with BFD. */
function bfdOf({ metallb }: NetworkPlan, peers: readonly BGPPeerPlan[]): { readonly bfd?: BfdTimers } {
  const name = peers.find(({ bfdProfile }) => bfdProfile !== undefined)?.bfdProfile;
  if (name === undefined) return {};
  const profile = metallb?.bfdProfiles.find((one) => one.name === name);
  const { receiveInterval, transmitInterval, detectMultiplier } = { ...DEFAULT_TIMERS, ...profile };
  return { bfd: { receiveInterval, transmitInterval, detectMultiplier } };
}

/** Describes the peers that the lab omits: those with an interface or a VRF. */
export function describeOmittedPeers({ metallb }: NetworkPlan): string[] {
  return (metallb?.bgpPeers ?? []).filter(isOmitted).map(({ name, vrf, interface: cable }) => {
    const why =
      vrf === undefined ? `the lab has no cable for ${cable}` : `the lab's nodes have no VRF ${vrf}`;
    return `the BGP peer "${name}" is omitted: ${why}`;
  });
}

function isOmitted({ peerAddress, vrf }: BGPPeerPlan): boolean {
  return peerAddress === undefined || vrf !== undefined;
}

function sessionsOf(plan: NetworkPlan, peer: BGPPeerPlan): BgpSession[] {
  const { peerAddress: address, sourceAddress, passwordSecret } = peer;
  if (address === undefined) return [];
  return selectNodes(plan, peer.nodeSelectors).flatMap((node) => {
    const neighbor = sourceAddress ?? findAddressOfFamily(node, address.family);
    if (neighbor === undefined) return [];
    return {
      ...{ name: `${peer.name}_${node.name}`, neighbor: neighbor.toString(), neighborAsn: peer.myASN },
      ...{ local: address.toString(), localPort: peer.peerPort, localAsn: routerAsn(peer) },
      families: peer.dualStackAddressFamily ? [4, 6] : [address.family],
      multihop: peer.ebgpMultiHop,
      bfd: peer.bfdProfile !== undefined,
      ...(passwordSecret !== undefined && { passwordSecret }),
    };
  });
}

/** The AS number of the profile, or one that makes the session internal or external as the profile requests. */
function routerAsn({ myASN, peerASN, dynamicASN }: BGPPeerPlan): number {
  return peerASN ?? (dynamicASN === 'external' ? myASN + 1 : myASN);
}

/**
 * Formats BIRD's configuration: the router imports the nodes' routes and uses all paths of the same length (ECMP).
 *
 * @param passwords the passwords of the sessions, by the name of their Secret
 * @see https://bird.network.cz/?get_doc&v=20&f=bird-6.html
 */
export function formatBirdConfig(
  { routerId, metric, sessions, bfd }: BgpRouter,
  passwords: ReadonlyMap<string, string>,
): string {
  return [
    'log stderr all;',
    `router id ${routerId};`,
    'protocol device {}',
    ...[4, 6].map((family) => kernel(family, metric)),
    ...(bfd === undefined ? [] : [bfdProtocol(bfd)]),
    ...sessions.map((session) => bgpProtocol(session, passwords)),
    '',
  ].join('\n');
}

function kernel(family: number, metric: number): string {
  const channel = `ipv${family} { import none; export where source = RTS_BGP; };`;
  return `protocol kernel kernel${family} { merge paths on; metric ${metric}; ${channel} }`;
}

function bfdProtocol({ receiveInterval, transmitInterval, detectMultiplier }: BfdTimers): string {
  const intervals = `min rx interval ${receiveInterval} ms; min tx interval ${transmitInterval} ms;`;
  const timers = `{ ${intervals} multiplier ${detectMultiplier}; }`;
  return `protocol bfd { strict bind on; interface "*" ${timers}; multihop ${timers}; }`;
}

/**
 * Short timers, in seconds. By default BIRD waits up to five minutes before it retries a session that failed repeatedly, and
 * on a busy machine BFD fails easily.
 */
const RETRY_SOON = 'connect delay time 1; connect retry time 5; error wait time 1, 5;';

function bgpProtocol(session: BgpSession, passwords: ReadonlyMap<string, string>): string {
  const password = passwords.get(session.passwordSecret ?? '');
  const lines = [
    `local ${session.local} port ${session.localPort} as ${session.localAsn};`,
    `neighbor ${session.neighbor} as ${session.neighborAsn};`,
    'strict bind on;',
    RETRY_SOON,
    ...(session.multihop ? ['multihop;'] : []),
    ...(session.bfd ? ['bfd on;'] : []),
    ...(password === undefined ? [] : [`password "${password}";`]),
    ...session.families.map((family) => `ipv${family} { import all; export none; };`),
  ];
  return `protocol bgp '${session.name}' { ${lines.join(' ')} }`;
}
