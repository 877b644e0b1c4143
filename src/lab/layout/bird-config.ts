import type { Family } from '../../address';
import type { BGPPeerPlan, NetworkPlan } from '../../plan';
import { findAddressOfFamily, selectNodes } from '../../plan';

/** A BGP session as the router has it: one peer of the profile with one node. */
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
  /** Families that are announced in it. */
  readonly families: readonly Family[];
  readonly multihop: boolean;
  readonly bfd: boolean;
  /** Name of the Secret with its password. */
  readonly passwordSecret?: string;
}

/** BFD's timers, in milliseconds. */
export interface BfdTimers {
  readonly receiveInterval: number;
  readonly transmitInterval: number;
  readonly detectMultiplier: number;
}

/**
 * One router that the nodes have sessions with: a BIRD of its own, since one BIRD tells BFD sessions with a node from
 * each other by the node's address alone.
 */
export interface BgpRouter {
  /** The name of its first peer in the profile: `tor-a`. */
  readonly name: string;
  /** An IPv4 address. */
  readonly routerId: string;
  /** Of its routes in the kernel's table, which all routers of the lab share; the first one's are preferred. */
  readonly metric: number;
  readonly sessions: readonly BgpSession[];
  readonly bfd?: BfdTimers;
}

/** A router needs an id that looks like an IPv4 address, though its own may be IPv6. */
const SOME_ROUTER_IDS = '192.0.2.';

/** BIRD's own default. */
const FIRST_METRIC = 32;

/** MetalLB's own defaults. */
const USUAL_TIMERS: BfdTimers = { receiveInterval: 300, transmitInterval: 300, detectMultiplier: 3 };

/** The routers of a profile's peers that have an address on the nodes' own network, one for each address. */
export function bgpRouters(plan: NetworkPlan): readonly BgpRouter[] {
  const peers = (plan.metallb?.bgpPeers ?? []).filter((peer) => !isElsewhere(peer));
  const addresses = [...new Set(peers.map(({ peerAddress }) => String(peerAddress)))];
  const routers = addresses.map((address, index) => {
    const own = peers.filter(({ peerAddress }) => String(peerAddress) === address);
    return {
      name: own[0]?.name ?? address,
      routerId: address.includes(':') ? `${SOME_ROUTER_IDS}${index + 1}` : address,
      metric: FIRST_METRIC + index,
      sessions: own.flatMap((peer) => sessionsOf(plan, peer)),
      ...bfdOf(plan, own),
    };
  });
  return routers.filter(({ sessions }) => sessions.length > 0);
}

/** BIRD has one set of timers an interface: those of the first peer that asks for any. */
function bfdOf({ metallb }: NetworkPlan, peers: readonly BGPPeerPlan[]): { readonly bfd?: BfdTimers } {
  const name = peers.find(({ bfdProfile }) => bfdProfile !== undefined)?.bfdProfile;
  if (name === undefined) return {};
  const profile = metallb?.bfdProfiles.find((one) => one.name === name);
  const { receiveInterval, transmitInterval, detectMultiplier } = { ...USUAL_TIMERS, ...profile };
  return { bfd: { receiveInterval, transmitInterval, detectMultiplier } };
}

/** Peers that have a cable or a VRF of their own are left out: the lab has neither. */
export function bgpPeersLeftOut({ metallb }: NetworkPlan): string[] {
  return (metallb?.bgpPeers ?? []).filter(isElsewhere).map(({ name, vrf, interface: cable }) => {
    const why = vrf === undefined ? `nothing is at the other end of ${cable}` : `nodes have no VRF ${vrf}`;
    return `the BGP peer "${name}" is left out: ${why}`;
  });
}

function isElsewhere({ peerAddress, vrf }: BGPPeerPlan): boolean {
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

/** The profile's, or one that is inside or outside as the profile asks. */
function routerAsn({ myASN, peerASN, dynamicASN }: BGPPeerPlan): number {
  return peerASN ?? (dynamicASN === 'external' ? myASN + 1 : myASN);
}

/**
 * BIRD's configuration: the router takes what the nodes announce, all paths of the same length at once.
 *
 * @param passwords of the sessions, by the name of the Secret that holds them
 * @see https://bird.network.cz/?get_doc&v=20&f=bird-6.html
 */
export function birdConfig(
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
 * Seconds. By itself BIRD waits up to five minutes before it takes a session up again that was lost more than once,
 * and on a busy machine BFD loses one easily.
 */
const EAGER = 'connect delay time 1; connect retry time 5; error wait time 1, 5;';

function bgpProtocol(session: BgpSession, passwords: ReadonlyMap<string, string>): string {
  const password = passwords.get(session.passwordSecret ?? '');
  const lines = [
    `local ${session.local} port ${session.localPort} as ${session.localAsn};`,
    `neighbor ${session.neighbor} as ${session.neighborAsn};`,
    'strict bind on;',
    EAGER,
    ...(session.multihop ? ['multihop;'] : []),
    ...(session.bfd ? ['bfd on;'] : []),
    ...(password === undefined ? [] : [`password "${password}";`]),
    ...session.families.map((family) => `ipv${family} { import all; export none; };`),
  ];
  return `protocol bgp '${session.name}' { ${lines.join(' ')} }`;
}
