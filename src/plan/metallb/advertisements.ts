import type {
  BGPAdvertisementPlan,
  BGPPeerPlan,
  IPAddressPoolPlan,
  L2AdvertisementPlan,
  MetalLbPlan,
} from '../model';

type Advertisement = L2AdvertisementPlan | BGPAdvertisementPlan;

/** Whether an advertisement is of this pool; one that names no pool is of all. */
export function isAdvertisedBy({ ipAddressPools }: Advertisement, { name }: IPAddressPoolPlan): boolean {
  return ipAddressPools.length === 0 || ipAddressPools.includes(name);
}

/** The L2 advertisements of a pool, those that the pool's own `advertise` makes included. */
export function l2AdvertisementsOf(
  { l2Advertisements }: MetalLbPlan,
  pool: IPAddressPoolPlan,
): readonly L2AdvertisementPlan[] {
  return l2Advertisements.filter((advertisement) => isAdvertisedBy(advertisement, pool));
}

/** The BGP advertisements of a pool, those that the pool's own `advertise` makes included. */
export function bgpAdvertisementsOf(
  { bgpAdvertisements }: MetalLbPlan,
  pool: IPAddressPoolPlan,
): readonly BGPAdvertisementPlan[] {
  return bgpAdvertisements.filter((advertisement) => isAdvertisedBy(advertisement, pool));
}

/** The peers that an advertisement goes to; all where it names none. */
export function peersOf({ bgpPeers }: MetalLbPlan, { peers }: BGPAdvertisementPlan): readonly BGPPeerPlan[] {
  return peers.length === 0 ? bgpPeers : bgpPeers.filter(({ name }) => peers.includes(name));
}

/** The pools that an advertisement is of. */
export function poolsOf(
  { ipAddressPools }: MetalLbPlan,
  advertisement: Advertisement,
): readonly IPAddressPoolPlan[] {
  return ipAddressPools.filter((pool) => isAdvertisedBy(advertisement, pool));
}
