import { freezeWithPath, pathOf } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';
import type { K3sFacts } from '../../releases';
import type { Family } from '../../address';
import type { AdditionalServicePlan, TraefikPlan, TraefikServicesPlan } from '../model/traefik-plan';
import { deriveIpFamilies, deriveLoadBalancerClass } from './load-balancer';

export function deriveTraefik(profile: Profile, k3s: () => K3sFacts): TraefikPlan {
  const { traefik } = profile;
  const plan = extend(traefik, {
    namespace: () => (traefik.mode === 'packaged' ? 'kube-system' : 'traefik'),
    replicas: () => traefik.replicas ?? 1,
    ipFamilies: () =>
      deriveServiceFamilies(profile, {
        ipFamilies: traefik.service.ipFamilies,
        loadBalancerIPs: traefik.loadBalancerIPs,
      }),
    loadBalancerIPs: () => traefik.loadBalancerIPs ?? [],
    loadBalancerClass: () => deriveLoadBalancerClass(profile, traefik),
    entryPoints: () => traefik.entryPoints.map(deriveEntryPoint),
    service: () => deriveServices(profile),
    gatewayCrds: () => traefik.gatewayCrds ?? findPackagedGatewayCrds(traefik, k3s()),
  });
  return freezeWithPath(plan, pathOf(traefik));
}

/** Before k3s packaged the Gateway API CRDs by themselves, they came with its Traefik v3. */
function findPackagedGatewayCrds({ mode }: Profile['traefik'], k3s: K3sFacts): 'packaged' | 'missing' {
  const byTraefik = mode === 'packaged' && !k3s.traefikVersion.startsWith('2.');
  return byTraefik || k3s.packagesGatewayApiCrds ? 'packaged' : 'missing';
}

function deriveServices(profile: Profile): TraefikServicesPlan {
  const { service } = profile.traefik;
  const plan = extend(service, {
    additionalServices: () => service.additionalServices.map((one) => deriveAdditional(profile, one)),
  });
  return freezeWithPath(plan, pathOf(service));
}

function deriveAdditional(
  profile: Profile,
  service: Profile['traefik']['service']['additionalServices'][number],
): AdditionalServicePlan {
  const plan = extend(service, {
    requestedFamilies: () => service.ipFamilies,
    ipFamilies: () => deriveServiceFamilies(profile, service),
    loadBalancerIPs: () => service.loadBalancerIPs ?? [],
    loadBalancerClass: () => deriveLoadBalancerClass(profile, { ...service, allowSharedIp: undefined }),
    allowSharedIp: () => undefined,
  });
  return freezeWithPath(plan, pathOf(service));
}

/** The families that the profile sets, or those of its fixed addresses, or all of the cluster. */
function deriveServiceFamilies(
  profile: Profile,
  { ipFamilies, loadBalancerIPs }: Pick<AdditionalServiceInput, 'ipFamilies' | 'loadBalancerIPs'>,
): readonly Family[] {
  if (ipFamilies.length > 0) return ipFamilies.map((family) => (family === 'IPv6' ? 6 : 4));
  return deriveIpFamilies(profile, loadBalancerIPs);
}

type AdditionalServiceInput = Profile['traefik']['service']['additionalServices'][number];

function deriveEntryPoint(entry: Profile['traefik']['entryPoints'][number]) {
  return freezeWithPath(extend(entry, { exposedPort: () => entry.exposedPort ?? entry.port }), pathOf(entry));
}
