import type { Address, Family } from '../../address';
import type { CoreDnsPlan } from '../model/coredns-plan';
import type { ServiceLbPlan } from '../model/network-plan';
import type { SampleLoadBalancer, SamplePlan } from '../model/sample-plan';
import type { TraefikPlan } from '../model/traefik-plan';
import type { K3sFacts } from '../../releases';
import { pathOf, freezeWithPath } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import { VERSIONS } from '../../versions';
import type { Profile } from '../../profile/schema/profile';
import { deriveServiceCidr } from './address-plan';

export function deriveLan({ lan }: Profile) {
  return freezeWithPath(extend(lan, { gateway: () => lan.gateway ?? [] }), pathOf(lan));
}

export function deriveCoreDns({ coredns }: Profile, k3s: () => K3sFacts): CoreDnsPlan {
  const plan = extend(coredns, {
    version: () => (coredns.mode === 'standalone' ? VERSIONS.coredns : k3s().corednsVersion),
    replicas: () => coredns.replicas ?? 1,
  });
  return freezeWithPath(plan, pathOf(coredns));
}

export function deriveTraefik(profile: Profile, k3s: () => K3sFacts): TraefikPlan {
  const { traefik } = profile;
  const plan = extend(traefik, {
    namespace: () => (traefik.mode === 'packaged' ? 'kube-system' : 'traefik'),
    replicas: () => traefik.replicas ?? 1,
    ipFamilies: () => deriveIpFamilies(profile, traefik.loadBalancerIPs),
    loadBalancerIPs: () => traefik.loadBalancerIPs ?? [],
    loadBalancerClass: () => deriveLoadBalancerClass(profile, traefik),
    entryPoints: () => traefik.entryPoints.map(deriveEntryPoint),
    gatewayCrds: () => traefik.gatewayCrds ?? findPackagedGatewayCrds(traefik, k3s()),
  });
  return freezeWithPath(plan, pathOf(traefik));
}

/** Before k3s packaged the Gateway API CRDs by themselves, they came with its Traefik v3. */
function findPackagedGatewayCrds({ mode }: Profile['traefik'], k3s: K3sFacts): 'packaged' | 'missing' {
  const byTraefik = mode === 'packaged' && !k3s.traefikVersion.startsWith('2.');
  return byTraefik || k3s.packagesGatewayApiCrds ? 'packaged' : 'missing';
}

function deriveEntryPoint(entry: Profile['traefik']['entryPoints'][number]) {
  return freezeWithPath(extend(entry, { exposedPort: () => entry.exposedPort ?? entry.port }), pathOf(entry));
}

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

/** MetalLB refuses a Service whose fixed addresses are not of exactly the families that the Service has. */
function deriveIpFamilies(profile: Profile, fixed: readonly Address[] | undefined): readonly Family[] {
  const families = deriveServiceCidr(profile).map(({ family }) => family);
  const wanted = families.filter((family) => fixed?.some((address) => address.family === family));
  return wanted.length > 0 ? wanted : families;
}

/** MetalLB's class for a Service that asks MetalLB for something, or that nobody else would serve. */
function deriveLoadBalancerClass(
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
