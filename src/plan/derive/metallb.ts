import type { Path } from '../../diagnostics';
import type {
  Advertise,
  BGPAdvertisementPlan,
  L2AdvertisementPlan,
  MetalLbPlan,
} from '../model/metallb-plan';
import { at, placed, planned } from '../../diagnostics';
import { extended } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';

type ProfileMetalLb = NonNullable<Profile['metallb']>;

export function metalLbPlan({ metallb }: Profile): MetalLbPlan | undefined {
  if (metallb === undefined) return undefined;
  const plan = extended(metallb, {
    l2Advertisements: () => [...metallb.l2Advertisements, ...shorthand(metallb, 'l2', l2Advertisement)],
    bgpAdvertisements: () => [...metallb.bgpAdvertisements, ...shorthand(metallb, 'bgp', bgpAdvertisement)],
  });
  return planned(plan, at(metallb));
}

/** An advertisement for each pool that says how it is to be advertised; it stands where the pool says so. */
function shorthand<T extends object>(
  metallb: ProfileMetalLb,
  how: Advertise,
  make: (pool: string) => T,
): T[] {
  return metallb.ipAddressPools
    .filter(({ advertise }) => advertise === how)
    .map((pool) => {
      const path: Path = at(pool, 'advertise');
      return placed(make(pool.name), path);
    });
}

function l2Advertisement(pool: string): L2AdvertisementPlan {
  return { name: pool, ipAddressPools: [pool], interfaces: [], nodeSelectors: [] };
}

function bgpAdvertisement(pool: string): BGPAdvertisementPlan {
  return {
    name: pool,
    ipAddressPools: [pool],
    aggregationLength: 32,
    aggregationLengthV6: 128,
    communities: [],
    peers: [],
    nodeSelectors: [],
  };
}
