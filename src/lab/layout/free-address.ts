import type { Cidr, Span } from '../../address';
import type { NetworkPlan } from '../../plan';
import { Address, findFirstUncovered, overlaps } from '../../address';
import { allServers } from '../../plan';

/** Hosts that a network begins with and that people give to routers and servers. */
const USUAL_HOSTS = 0xf0n;

/** Everything on the LAN that the profile gives to somebody. */
export function claimedSpans(plan: NetworkPlan): readonly Span[] {
  const { lan, nodes, registration, metallb, coredns } = plan;
  const registered = Address.find(registration.address);
  return [
    ...lan.gateway,
    ...lan.reserved.map(({ range }) => range),
    ...nodes.flatMap(({ nodeIp, nodeExternalIp }) => [...nodeIp, ...nodeExternalIp]),
    ...(registered === undefined ? [] : [registered]),
    ...(metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses),
    ...(metallb?.bgpPeers ?? []).flatMap(({ peerAddress }) => peerAddress ?? []),
    ...allServers(coredns).map(({ address }) => address),
    ...[...coredns.hosts, ...coredns.template].flatMap(({ addresses }) => addresses),
  ];
}

/** Whether the profile gives the address to somebody. */
export function isClaimed(claimed: readonly Span[], address: Address): boolean {
  return claimed.some((span) => overlaps(span, address));
}

/** The first address of a network that nobody has: where a router would be. */
export function firstFree(segment: Cidr, claimed: readonly Span[]): Address | undefined {
  return freeIn(hostsOf(segment), claimed);
}

/** One further back that nobody has, or else the first: where a client would be. */
export function laterFree(segment: Cidr, claimed: readonly Span[]): Address | undefined {
  const hosts = hostsOf(segment);
  const later = { ...hosts, first: hosts.first + USUAL_HOSTS };
  return (later.first <= later.last ? freeIn(later, claimed) : undefined) ?? freeIn(hosts, claimed);
}

function freeIn(span: Span, claimed: readonly Span[]): Address | undefined {
  const value = findFirstUncovered(span, claimed);
  return value === undefined ? undefined : new Address(span.family, value);
}

/** Without the network's own address, and for IPv4 the broadcast address. */
function hostsOf({ family, first, last }: Cidr): Span {
  const ends = last - first < 2n;
  return { family, first: ends ? first : first + 1n, last: ends || family === 6 ? last : last - 1n };
}
