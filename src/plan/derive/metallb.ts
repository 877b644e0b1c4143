import type { ProfilePath } from '../../diagnostics';
import type {
  Advertise,
  BGPAdvertisementPlan,
  L2AdvertisementPlan,
  MetalLbPlan,
} from '../model/metallb-plan';
import { pathOf, setPath, freezeWithPath } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';

type ProfileMetalLb = NonNullable<Profile['metallb']>;

export function deriveMetalLb({ metallb }: Profile): MetalLbPlan | undefined {
  if (metallb === undefined) return undefined;
  const plan = extend(metallb, {
    l2Advertisements: () => [...metallb.l2Advertisements, ...shorthand(metallb, 'l2', l2Advertisement)],
    bgpAdvertisements: () => [...metallb.bgpAdvertisements, ...shorthand(metallb, 'bgp', bgpAdvertisement)],
  });
  return freezeWithPath(plan, pathOf(metallb));
}

/** An advertisement for each pool with `advertise`; its path is that key. */
function shorthand<T extends object>(
  metallb: ProfileMetalLb,
  how: Advertise,
  make: (pool: string) => T,
): T[] {
  return metallb.ipAddressPools
    .filter(({ advertise }) => advertise === how)
    .map((pool) => {
      const path: ProfilePath = pathOf(pool, 'advertise');
      return setPath(make(pool.name), path);
    });
}

function l2Advertisement(pool: string): L2AdvertisementPlan {
  return {
    name: pool,
    ipAddressPools: [pool],
    ipAddressPoolSelectors: [],
    interfaces: [],
    serviceSelectors: [],
    nodeSelectors: [],
  };
}

function bgpAdvertisement(pool: string): BGPAdvertisementPlan {
  return {
    name: pool,
    ipAddressPools: [pool],
    ipAddressPoolSelectors: [],
    aggregationLength: 32,
    aggregationLengthV6: 128,
    communities: [],
    peers: [],
    serviceSelectors: [],
    nodeSelectors: [],
  };
}
