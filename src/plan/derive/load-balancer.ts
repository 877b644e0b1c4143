import type { Address, Family } from '../../address';
import { freezeWithPath, pathOf } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';
import type { ServiceLbPlan } from '../model/network-plan';
import { deriveServiceCidr } from './address-plan';

/** ServiceLB and MetalLB would both answer every Service, unless MetalLB keeps to a class of its own. */
export function deriveServiceLb({ servicelb, metallb }: Profile): ServiceLbPlan {
  const plan = extend(servicelb, {
    enabled: () => {
      const byDefault = metallb === undefined || metallb.loadBalancerClass !== undefined;
      return servicelb.mode === undefined ? byDefault : servicelb.mode === 'packaged';
    },
  });
  return freezeWithPath(plan, pathOf(servicelb));
}

/** MetalLB refuses a Service whose fixed addresses are not of exactly the families that the Service has. */
export function deriveIpFamilies(profile: Profile, fixed: readonly Address[] | undefined): readonly Family[] {
  const families = deriveServiceCidr(profile).map(({ family }) => family);
  const wanted = families.filter((family) => fixed?.some((address) => address.family === family));
  return wanted.length > 0 ? wanted : families;
}

/** MetalLB's class for a Service that asks MetalLB for something, or that no other load balancer would serve. */
export function deriveLoadBalancerClass(
  profile: Profile,
  asks: {
    readonly loadBalancerIPs?: unknown;
    readonly ipAddressPool?: string;
    readonly allowSharedIp?: string;
  },
): string | undefined {
  const wantsMetalLb = [asks.loadBalancerIPs, asks.ipAddressPool, asks.allowSharedIp].some(
    (asked) => asked !== undefined,
  );
  return wantsMetalLb || !deriveServiceLb(profile).enabled ? profile.metallb?.loadBalancerClass : undefined;
}
