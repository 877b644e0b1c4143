import type { IPAddressPoolPlan, MetalLbPlan, NetworkPlan } from '../../plan';
import {
  announcersOf,
  bgpAdvertisementsOf,
  l2AdvertisementsOf,
  listLoadBalancerServices,
  findObstacle,
  peersOf,
  findPoolWith,
} from '../../plan';

/** How the addresses of one pool become reachable. */
export interface PoolAnnouncement {
  readonly pool: string;
  /** As written: `10.0.0.100-10.0.0.150`. */
  readonly addresses: readonly string[];
  readonly by: 'L2' | 'BGP';
  /** Name of the L2Advertisement or BGPAdvertisement. */
  readonly advertisement: string;
  /** Names of the nodes whose speakers announce. */
  readonly nodes: readonly string[];
  /** Interfaces that answer ARP and NDP; empty: all. */
  readonly interfaces: readonly string[];
  /** BGP peers, with AS number and BFD profile: `tor-a AS 64601 at 10.20.0.2, BFD fast`. */
  readonly peers: readonly string[];
  /** Services with a fixed address of the pool: `10.0.0.100 Traefik`. */
  readonly services: readonly string[];
}

/** Which nodes announce each pool, and to which peers. */
export function deriveAnnouncements(plan: NetworkPlan): readonly PoolAnnouncement[] {
  const { metallb } = plan;
  return metallb === undefined
    ? []
    : metallb.ipAddressPools.flatMap((pool) => announcementsOf(plan, metallb, pool));
}

function announcementsOf(
  plan: NetworkPlan,
  metallb: MetalLbPlan,
  pool: IPAddressPoolPlan,
): readonly PoolAnnouncement[] {
  const common = {
    pool: pool.name,
    addresses: pool.addresses.map(String),
    nodes: announcersOf(plan, metallb, pool)
      .filter((node) => findObstacle(plan, node) === undefined)
      .map(({ name }) => name),
    services: servicesOf(plan, pool),
  };
  return [
    ...l2AdvertisementsOf(metallb, pool).map(({ name, interfaces }) => ({
      ...common,
      ...{ by: 'L2' as const, advertisement: name, interfaces, peers: [] },
    })),
    ...bgpAdvertisementsOf(metallb, pool).map((advertisement) => ({
      ...common,
      ...{ by: 'BGP' as const, advertisement: advertisement.name, interfaces: [] },
      peers: peersOf(metallb, advertisement).map(describePeer),
    })),
  ];
}

function describePeer({ name, peerASN, dynamicASN, peerAddress, interface: link, bfdProfile }: Peer): string {
  const number = peerASN === undefined ? (dynamicASN ?? '') : String(peerASN);
  const target = peerAddress?.toString() ?? link ?? '';
  return `${name} AS ${number} at ${target}${bfdProfile === undefined ? '' : `, BFD ${bfdProfile}`}`;
}

type Peer = MetalLbPlan['bgpPeers'][number];

function servicesOf(plan: NetworkPlan, pool: IPAddressPoolPlan): readonly string[] {
  return listLoadBalancerServices(plan).flatMap(({ title, loadBalancerIPs }) =>
    loadBalancerIPs
      .filter((address) => findPoolWith([pool], address) !== undefined)
      .map((address) => `${address.toString()} ${title}`),
  );
}
