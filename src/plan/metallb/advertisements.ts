import { isSelected } from '../labels';
import type {
  BGPAdvertisementPlan,
  BGPPeerPlan,
  IPAddressPoolPlan,
  L2AdvertisementPlan,
  MetalLbPlan,
  NodeSelector,
} from '../model';

/** The profile has every label of a pool. */
const NONE_UNKNOWN: ReadonlySet<string> = new Set();

type Advertisement = L2AdvertisementPlan | BGPAdvertisementPlan;

/** The labels that k3s-netstack gives to every object of MetalLB's configuration. */
const OWN_LABELS: readonly (readonly [string, string])[] = [
  ['app.kubernetes.io/name', 'metallb'],
  ['app.kubernetes.io/instance', 'metallb'],
  ['app.kubernetes.io/part-of', 'k3s-netstack'],
  ['app.kubernetes.io/managed-by', 'k3s-netstack'],
];

/** Whether k3s-netstack sets a label of every pool, which a profile cannot set. */
export function isOwnPoolLabel(key: string): boolean {
  return OWN_LABELS.some(([own]) => own === key);
}

/** Whether an advertisement is of this pool; one that neither names nor selects a pool is of all. */
export function isAdvertisedBy(advertisement: Advertisement, pool: IPAddressPoolPlan): boolean {
  const { ipAddressPools, ipAddressPoolSelectors } = advertisement;
  if (isOfEveryPool(advertisement)) return true;
  return ipAddressPools.includes(pool.name) || isPoolSelected(ipAddressPoolSelectors, pool);
}

/** Whether an advertisement neither names nor selects pools. */
export function isOfEveryPool({ ipAddressPools, ipAddressPoolSelectors }: Advertisement): boolean {
  return ipAddressPools.length === 0 && ipAddressPoolSelectors.length === 0;
}

/** Whether one of the selectors matches the labels that the pool's object has. */
export function isPoolSelected(selectors: readonly NodeSelector[], { labels }: IPAddressPoolPlan): boolean {
  if (selectors.length === 0) return false;
  return isSelected(selectors, new Map([...Object.entries(labels), ...OWN_LABELS]), NONE_UNKNOWN);
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
