import { freezeWithPath, pathOf } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';
import type { K3sFacts } from '../../releases';
import type { TraefikPlan } from '../model/traefik-plan';
import { deriveIpFamilies, deriveLoadBalancerClass } from './load-balancer';

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
