import { memoize } from '../../evaluation/memoize';
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
  return listCandidates(l2Advertisements, pool).filter((advertisement) =>
    isAdvertisedBy(advertisement, pool),
  );
}

/** The BGP advertisements of a pool, those that the pool's own `advertise` makes included. */
export function bgpAdvertisementsOf(
  { bgpAdvertisements }: MetalLbPlan,
  pool: IPAddressPoolPlan,
): readonly BGPAdvertisementPlan[] {
  return listCandidates(bgpAdvertisements, pool).filter((advertisement) =>
    isAdvertisedBy(advertisement, pool),
  );
}

/** The positions of advertisements in their list. */
interface AdvertisementIndex {
  readonly byPool: ReadonlyMap<string, readonly number[]>;
  /** Those that name no pool, or select pools, too. */
  readonly others: readonly number[];
}

/** Most advertisements name one pool: looking at all of them for each pool takes the square of their number. */
const indexAdvertisements = memoize((advertisements: readonly Advertisement[]): AdvertisementIndex => {
  const byPool = new Map<string, number[]>();
  const others: number[] = [];
  for (const [position, advertisement] of advertisements.entries()) {
    const { ipAddressPools, ipAddressPoolSelectors } = advertisement;
    if (isOfEveryPool(advertisement) || ipAddressPoolSelectors.length > 0) others.push(position);
    else
      for (const name of new Set(ipAddressPools)) {
        const positions = byPool.get(name);
        if (positions === undefined) byPool.set(name, [position]);
        else positions.push(position);
      }
  }
  return { byPool, others };
});

/** The advertisements that may be of a pool, in their order. */
function listCandidates<A extends Advertisement>(
  advertisements: readonly A[],
  { name }: IPAddressPoolPlan,
): readonly A[] {
  const { byPool, others } = indexAdvertisements(advertisements);
  return [...(byPool.get(name) ?? []), ...others]
    .sort((a, b) => a - b)
    .flatMap((position) => advertisements[position] ?? []);
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
  const { ipAddressPools: names, ipAddressPoolSelectors } = advertisement;
  if (names.length === 0 || ipAddressPoolSelectors.length > 0)
    return ipAddressPools.filter((pool) => isAdvertisedBy(advertisement, pool));
  const byName = indexPools(ipAddressPools);
  const positions = [...new Set(names)].flatMap((name) => byName.get(name) ?? []).sort((a, b) => a - b);
  return positions.flatMap((position) => ipAddressPools[position] ?? []);
}

/** The positions of pools by their names, of which a wrong profile has one twice. */
const indexPools = memoize((pools: readonly IPAddressPoolPlan[]): ReadonlyMap<string, readonly number[]> => {
  const byName = new Map<string, number[]>();
  for (const [position, { name }] of pools.entries())
    byName.set(name, [...(byName.get(name) ?? []), position]);
  return byName;
});
