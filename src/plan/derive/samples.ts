import { freezeWithPath, pathOf } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';
import type { SampleLoadBalancer, SamplePlan } from '../model/sample-plan';
import { deriveIpFamilies, deriveLoadBalancerClass } from './load-balancer';

export function deriveSamples(profile: Profile): readonly SamplePlan[] {
  return profile.samples.map((sample) => {
    const plan: SamplePlan = extend(sample, {
      loadBalancer: () => deriveSampleLoadBalancer(profile, sample),
    });
    return freezeWithPath(plan, pathOf(sample));
  });
}

function deriveSampleLoadBalancer(profile: Profile, { loadBalancer }: Profile['samples'][number]) {
  if (loadBalancer === undefined) return undefined;
  const plan: SampleLoadBalancer = extend(loadBalancer, {
    ipFamilies: () => deriveIpFamilies(profile, loadBalancer.loadBalancerIPs),
    loadBalancerIPs: () => loadBalancer.loadBalancerIPs ?? [],
    loadBalancerClass: () => deriveLoadBalancerClass(profile, loadBalancer),
  });
  return freezeWithPath(plan, pathOf(loadBalancer));
}
