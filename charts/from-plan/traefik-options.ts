import type { ServiceOptions, TraefikOptions } from '../../constructs/traefik';
import type { NetworkPlan, TraefikPlan } from '../../src/plan';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';
import { deriveScheduling } from './scheduling';
import { deriveServiceLbAnnotations } from './servicelb-annotations';
import { derivePersistence, deriveResolver, deriveTls } from './traefik-certificates';

/** The options that the profile sets; for all others the construct's default applies. */
export function deriveTraefikOptions(plan: NetworkPlan): TraefikOptions {
  const { traefik } = plan;
  const trust = deriveTrust(traefik);
  return omitUndefined<TraefikOptions>({
    kind: traefik.kind === 'DaemonSet' ? traefik.kind : undefined,
    replicas: traefik.kind === 'Deployment' && traefik.replicas > 1 ? traefik.replicas : undefined,
    ...deriveScheduling(traefik),
    service: omitEmpty(deriveServiceOptions(plan)),
    web: omitEmpty(omitUndefined({ httpsRedirect: traefik.httpsRedirect || undefined, ...trust })),
    websecure: omitEmpty(omitUndefined({ ...trust, tls: deriveTls(traefik) })),
    certificateResolvers: omitEmptyList(traefik.certificateResolvers.map(deriveResolver)),
    persistence: traefik.persistence && derivePersistence(traefik.persistence),
    entryPoints: omitEmptyList(traefik.entryPoints.map(deriveEntryPoint)),
    providers: omitEmpty(deriveProviders(traefik)),
    accessLog: traefik.accessLog || undefined,
    metrics: traefik.metrics ? undefined : false,
    logLevel: traefik.logLevel === 'INFO' ? undefined : traefik.logLevel,
    dashboard: traefik.dashboard === undefined ? undefined : true,
  });
}

/** A dual-stack Service takes two fixed addresses or none: one fixed address makes it single-stack. */
function deriveServiceOptions(plan: NetworkPlan): ServiceOptions {
  const { traefik, serviceCidr } = plan;
  const { loadBalancerIPs, externalTrafficPolicy } = traefik;
  return omitUndefined<ServiceOptions>({
    loadBalancerIPs: omitEmptyList(loadBalancerIPs.map(String)),
    ipAddressPool: traefik.ipAddressPool,
    allowSharedIp: traefik.allowSharedIp,
    loadBalancerClass: traefik.loadBalancerClass,
    annotations: deriveServiceLbAnnotations(plan, traefik),
    externalTrafficPolicy: externalTrafficPolicy === 'Cluster' ? undefined : externalTrafficPolicy,
    ipFamilyPolicy: serviceCidr.length > 1 && loadBalancerIPs.length !== 1 ? 'PreferDualStack' : undefined,
  });
}

function deriveTrust({ trustedIPs }: TraefikPlan) {
  return trustedIPs.length > 0 ? { forwardedHeaders: { trustedIPs: trustedIPs.map(String) } } : {};
}

function deriveEntryPoint({ name, port, exposedPort, protocol }: TraefikPlan['entryPoints'][number]) {
  return { name, port, exposedPort, protocol };
}

function deriveProviders({ providers, allowCrossNamespace, defaultIngressClass }: TraefikPlan) {
  const kubernetesIngress = omitUndefined({
    enabled: providers.kubernetesIngress ? undefined : false,
    defaultIngressClass: defaultIngressClass ? undefined : false,
  });
  const kubernetesCRD = omitUndefined({
    enabled: providers.kubernetesCRD ? undefined : false,
    allowCrossNamespace: allowCrossNamespace || undefined,
  });
  return omitUndefined({
    kubernetesIngress: omitEmpty(kubernetesIngress),
    kubernetesCRD: omitEmpty(kubernetesCRD),
    kubernetesGateway: providers.kubernetesGateway ? { enabled: true } : undefined,
  });
}
