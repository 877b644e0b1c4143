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
import type { HopFailure } from '../verified/failures-at';
import { failuresAt } from '../verified/failures-at';
import type { VerifyResult } from '../verified/verify-result';

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
  /** The checks of `verify` that failed: at the pool, at the nodes, and at the LAN or the peers. */
  readonly failures: Readonly<Record<'pool' | 'nodes' | 'receivers', readonly HopFailure[]>>;
}

/** An announcement before it is known what `verify` saw. */
type PlannedAnnouncement = Omit<PoolAnnouncement, 'failures'>;

/** Which nodes announce each pool, and to which peers, with the failures that `verify` saw. */
export function deriveAnnouncements(plan: NetworkPlan, verified?: VerifyResult): readonly PoolAnnouncement[] {
  const { metallb } = plan;
  if (metallb === undefined) return [];
  return metallb.ipAddressPools.flatMap((pool) =>
    announcementsOf(plan, metallb, pool).map((one) => ({
      ...one,
      failures: findFailures(one, pool, verified),
    })),
  );
}

function findFailures(
  { by, nodes }: PlannedAnnouncement,
  { addresses }: IPAddressPoolPlan,
  verified: VerifyResult | undefined,
): PoolAnnouncement['failures'] {
  return {
    pool: failuresAt(verified, 'announcement:pool', { addresses }),
    nodes: failuresAt(verified, 'announcement:nodes', { addresses, nodes }),
    receivers: failuresAt(verified, by === 'L2' ? 'announcement:lan' : 'announcement:peers', {
      ...{ addresses, nodes },
    }),
  };
}

function announcementsOf(
  plan: NetworkPlan,
  metallb: MetalLbPlan,
  pool: IPAddressPoolPlan,
): readonly PlannedAnnouncement[] {
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
