import type { EntryPoint, ServiceOptions, TraefikOptions } from '../../constructs/traefik';
import type { NetworkPlan, TraefikPlan } from '../../src/plan';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';
import { deriveScheduling } from './scheduling';
import { deriveServiceLbAnnotations } from './servicelb-annotations';
import { deriveAccessLogFields, deriveSettings } from './traefik-entry-points';
import { deriveAdditionalService, deriveFamilyPolicy, deriveServiceMetadata } from './traefik-service';
import { derivePersistence, deriveResolver, deriveTls } from './traefik-certificates';

/** The options that the profile sets; for all others the construct's default applies. */
export function deriveTraefikOptions(plan: NetworkPlan): TraefikOptions {
  const { traefik } = plan;
  const trust = deriveTrust(traefik);
  return omitUndefined<TraefikOptions>({
    kind: traefik.kind === 'DaemonSet' ? traefik.kind : undefined,
    replicas: traefik.kind === 'Deployment' && traefik.replicas > 1 ? traefik.replicas : undefined,
    ...deriveScheduling(traefik),
    // A DaemonSet has one pod on every node.
    ...(traefik.kind === 'DaemonSet' && { topologySpread: undefined }),
    service: omitEmpty(deriveServiceOptions(plan)),
    additionalServices: omitEmptyList(
      traefik.service.additionalServices.map((one) => deriveAdditionalService(plan, one)),
    ),
    hostNetwork: traefik.hostNetwork || undefined,
    ingressClassName: traefik.ingressClassName === 'traefik' ? undefined : traefik.ingressClassName,
    web: omitEmpty(
      omitUndefined({
        httpsRedirect: traefik.httpsRedirect || undefined,
        ...trust,
        ...deriveSettings(traefik.web),
      }),
    ),
    websecure: omitEmpty(
      omitUndefined({
        ...trust,
        ...deriveSettings(traefik.websecure),
        http3: traefik.websecure.http3 || undefined,
        tls: deriveTls(traefik),
      }),
    ),
    certificateResolvers: omitEmptyList(traefik.certificateResolvers.map(deriveResolver)),
    persistence: traefik.persistence && derivePersistence(traefik.persistence),
    entryPoints: omitEmptyList(traefik.entryPoints.map(deriveEntryPoint)),
    providers: omitEmpty(deriveProviders(traefik)),
    insecureSkipVerify: traefik.insecureSkipVerify || undefined,
    accessLog: traefik.accessLog || undefined,
    accessLogFormat: traefik.accessLogFormat === 'common' ? undefined : traefik.accessLogFormat,
    accessLogFields: traefik.accessLogFields && omitEmpty(deriveAccessLogFields(traefik.accessLogFields)),
    plugins: omitEmptyList(traefik.plugins),
    localPlugins: omitEmptyList(traefik.localPlugins),
    extraArguments: omitEmptyList(traefik.extraArguments),
    envSecrets: omitEmptyList(traefik.envSecrets),
    metrics: traefik.metrics ? undefined : false,
    logLevel: traefik.logLevel === 'INFO' ? undefined : traefik.logLevel,
    dashboard: traefik.dashboard === undefined ? undefined : true,
  });
}

/** A dual-stack Service takes two fixed addresses or none: one fixed address makes it single-stack. */
function deriveServiceOptions(plan: NetworkPlan): ServiceOptions {
  const { traefik, serviceCidr } = plan;
  const { loadBalancerIPs, externalTrafficPolicy, service } = traefik;
  const shape = deriveServiceMetadata(service);
  return omitUndefined<ServiceOptions>({
    loadBalancerIPs: omitEmptyList(loadBalancerIPs.map(String)),
    ipAddressPool: traefik.ipAddressPool,
    allowSharedIp: traefik.allowSharedIp,
    loadBalancerClass: service.type === 'LoadBalancer' ? traefik.loadBalancerClass : undefined,
    externalTrafficPolicy: externalTrafficPolicy === 'Cluster' ? undefined : externalTrafficPolicy,
    ipFamilyPolicy: deriveFamilyPolicy(service, loadBalancerIPs.length, serviceCidr.length),
    ...shape,
    annotations: omitEmpty({ ...deriveServiceLbAnnotations(plan, traefik), ...shape.annotations }),
  });
}

function deriveTrust({ trustedIPs }: TraefikPlan) {
  return trustedIPs.length > 0 ? { forwardedHeaders: { trustedIPs: trustedIPs.map(String) } } : {};
}

function deriveEntryPoint(entryPoint: TraefikPlan['entryPoints'][number]): EntryPoint {
  const { name, port, exposedPort, protocol, nodePort, hostPort } = entryPoint;
  if (protocol === 'UDP') return omitUndefined({ name, port, exposedPort, protocol, nodePort, hostPort });
  return omitUndefined({ name, port, exposedPort, protocol, ...deriveSettings(entryPoint) });
}

function deriveProviders(traefik: TraefikPlan) {
  const { providers, allowCrossNamespace, defaultIngressClass } = traefik;
  const allowExternalNameServices = traefik.allowExternalNameServices || undefined;
  const kubernetesIngress = omitUndefined({
    enabled: providers.kubernetesIngress ? undefined : false,
    defaultIngressClass: defaultIngressClass ? undefined : false,
    allowExternalNameServices,
  });
  const kubernetesCRD = omitUndefined({
    enabled: providers.kubernetesCRD ? undefined : false,
    allowCrossNamespace: allowCrossNamespace || undefined,
    allowExternalNameServices,
  });
  return omitUndefined({
    kubernetesIngress: omitEmpty(kubernetesIngress),
    kubernetesCRD: omitEmpty(kubernetesCRD),
    kubernetesGateway: providers.kubernetesGateway ? { enabled: true } : undefined,
  });
}
