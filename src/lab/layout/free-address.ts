import type { Cidr, Span } from '../../address';
import type { NetworkPlan } from '../../plan';
import { Address, findFirstUncovered, overlaps } from '../../address';
import { allServers, listFixedNames, listInterfaceAddresses } from '../../plan';

/** Number of addresses at the start of a network that are usually assigned to routers and servers. */
const USUAL_HOSTS = 0xf0n;

/** Collects the addresses on the LAN that the profile assigns or reserves. */
export function collectClaims(plan: NetworkPlan): readonly Span[] {
  const { lan, nodes, registration, metallb, coredns } = plan;
  const registered = Address.find(registration.address);
  return [
    ...lan.gateway,
    ...lan.reserved.map(({ range }) => range),
    ...nodes.flatMap(({ nodeIp, nodeExternalIp }) => [...nodeIp, ...nodeExternalIp]),
    ...listInterfaceAddresses(nodes).map(({ address }) => address),
    ...(registered === undefined ? [] : [registered]),
    ...(metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses),
    ...(metallb?.bgpPeers ?? []).flatMap(({ peerAddress }) => peerAddress ?? []),
    ...allServers(coredns).map(({ address }) => address),
    ...[...listFixedNames(coredns), ...coredns.template].flatMap(({ addresses }) => addresses),
  ];
}

/** Whether one of the claims contains the address. */
export function isClaimed(claimed: readonly Span[], address: Address): boolean {
  return claimed.some((span) => overlaps(span, address));
}

/** Finds the first free address of a network, for a router. */
export function findFirstFree(segment: Cidr, claimed: readonly Span[]): Address | undefined {
  return findFree(hostsOf(segment), claimed);
}

/** Finds a free address behind the usual ones, or else the first, for a client. */
export function findLaterFree(segment: Cidr, claimed: readonly Span[]): Address | undefined {
  const hosts = hostsOf(segment);
  const later = { ...hosts, first: hosts.first + USUAL_HOSTS };
  return (later.first <= later.last ? findFree(later, claimed) : undefined) ?? findFree(hosts, claimed);
}

function findFree(span: Span, claimed: readonly Span[]): Address | undefined {
  const value = findFirstUncovered(span, claimed);
  return value === undefined ? undefined : new Address(span.family, value);
}

/** The network without its own address and, for IPv4, the broadcast address. */
function hostsOf({ family, first, last }: Cidr): Span {
  const ends = last - first < 2n;
  return { family, first: ends ? first : first + 1n, last: ends || family === 6 ? last : last - 1n };
}
