import type { Address, Family } from '../../address';
import type { CoreDnsPlan } from '../model/coredns-plan';
import type { ServiceLbPlan } from '../model/network-plan';
import type { SampleLoadBalancer, SamplePlan } from '../model/sample-plan';
import type { TraefikPlan } from '../model/traefik-plan';
import type { K3sFacts } from '../../releases';
import { at, planned } from '../../diagnostics';
import { extended } from '../../evaluation/unparsed';
import { VERSIONS } from '../../versions';
import type { Profile } from '../../profile/schema/profile';
import { serviceCidr } from './address-plan';

export function lanPlan({ lan }: Profile) {
  return planned(extended(lan, { gateway: () => lan.gateway ?? [] }), at(lan));
}

export function coreDnsPlan({ coredns }: Profile, k3s: () => K3sFacts): CoreDnsPlan {
  const plan = extended(coredns, {
    version: () => (coredns.mode === 'standalone' ? VERSIONS.coredns : k3s().corednsVersion),
    replicas: () => coredns.replicas ?? 1,
  });
  return planned(plan, at(coredns));
}

export function traefikPlan(profile: Profile, k3s: () => K3sFacts): TraefikPlan {
  const { traefik } = profile;
  const plan = extended(traefik, {
    namespace: () => (traefik.mode === 'packaged' ? 'kube-system' : 'traefik'),
    replicas: () => traefik.replicas ?? 1,
    ipFamilies: () => ipFamilies(profile, traefik.loadBalancerIPs),
    loadBalancerIPs: () => traefik.loadBalancerIPs ?? [],
    loadBalancerClass: () => loadBalancerClass(profile, traefik),
    entryPoints: () => traefik.entryPoints.map(entryPoint),
    gatewayCrds: () => traefik.gatewayCrds ?? packagedGatewayCrds(traefik, k3s()),
  });
  return planned(plan, at(traefik));
}

/** Before k3s packaged the Gateway API CRDs by themselves, they came with its Traefik v3. */
function packagedGatewayCrds({ mode }: Profile['traefik'], k3s: K3sFacts): 'packaged' | 'missing' {
  const byTraefik = mode === 'packaged' && !k3s.traefikVersion.startsWith('2.');
  return byTraefik || k3s.packagesGatewayApiCrds ? 'packaged' : 'missing';
}

function entryPoint(entry: Profile['traefik']['entryPoints'][number]) {
  return planned(extended(entry, { exposedPort: () => entry.exposedPort ?? entry.port }), at(entry));
}

/** ServiceLB and MetalLB would both answer every Service, unless MetalLB keeps to a class of its own. */
export function serviceLbPlan({ servicelb, metallb }: Profile): ServiceLbPlan {
  const plan = extended(servicelb, {
    enabled: () => {
      const byDefault = metallb === undefined || metallb.loadBalancerClass !== undefined;
      return servicelb.mode === undefined ? byDefault : servicelb.mode === 'packaged';
    },
  });
  return planned(plan, at(servicelb));
}

export function samplePlans(profile: Profile): readonly SamplePlan[] {
  return profile.samples.map((sample) => {
    const plan: SamplePlan = extended(sample, { loadBalancer: () => sampleLoadBalancer(profile, sample) });
    return planned(plan, at(sample));
  });
}

function sampleLoadBalancer(profile: Profile, { loadBalancer }: Profile['samples'][number]) {
  if (loadBalancer === undefined) return undefined;
  const plan: SampleLoadBalancer = extended(loadBalancer, {
    ipFamilies: () => ipFamilies(profile, loadBalancer.loadBalancerIPs),
    loadBalancerIPs: () => loadBalancer.loadBalancerIPs ?? [],
    loadBalancerClass: () => loadBalancerClass(profile, loadBalancer),
  });
  return planned(plan, at(loadBalancer));
}

/** MetalLB refuses a Service whose fixed addresses are not of exactly the families that the Service has. */
function ipFamilies(profile: Profile, fixed: readonly Address[] | undefined): readonly Family[] {
  const families = serviceCidr(profile).map(({ family }) => family);
  const wanted = families.filter((family) => fixed?.some((address) => address.family === family));
  return wanted.length > 0 ? wanted : families;
}

/** MetalLB's class for a Service that asks MetalLB for something, or that nobody else would serve. */
function loadBalancerClass(
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
  return wantsMetalLb || !serviceLbPlan(profile).enabled ? profile.metallb?.loadBalancerClass : undefined;
}
