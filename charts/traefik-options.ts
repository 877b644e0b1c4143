import type { ServiceOptions, TraefikOptions } from '../constructs/traefik';
import type { NetworkPlan, TraefikPlan } from '../src/plan';
import { defined, nonEmpty } from './defined';

/** What the profile asks of Traefik, in the constructs' words. Only what it asks: the rest is the construct's default. */
export function traefikOptions(plan: NetworkPlan): TraefikOptions {
  const { traefik } = plan;
  const trust = trustOf(traefik);
  return defined<TraefikOptions>({
    kind: traefik.kind === 'DaemonSet' ? traefik.kind : undefined,
    replicas: traefik.kind === 'Deployment' && traefik.replicas > 1 ? traefik.replicas : undefined,
    service: nonEmpty(serviceOptions(plan)),
    web: nonEmpty(defined({ httpsRedirect: traefik.httpsRedirect || undefined, ...trust })),
    websecure: nonEmpty(trust),
    entryPoints: traefik.entryPoints.length > 0 ? traefik.entryPoints.map(entryPoint) : undefined,
    providers: nonEmpty(providers(traefik)),
    accessLog: traefik.accessLog || undefined,
    metrics: traefik.metrics ? undefined : false,
    logLevel: traefik.logLevel === 'INFO' ? undefined : traefik.logLevel,
    dashboard: traefik.dashboard === undefined ? undefined : true,
  });
}

/** A Service of both families takes two addresses or none of its choice: one fixed address makes it single-stack. */
function serviceOptions({ traefik, serviceCidr }: NetworkPlan): ServiceOptions {
  const { loadBalancerIPs, externalTrafficPolicy } = traefik;
  return defined<ServiceOptions>({
    loadBalancerIPs: loadBalancerIPs.length > 0 ? loadBalancerIPs.map(String) : undefined,
    ipAddressPool: traefik.ipAddressPool,
    allowSharedIp: traefik.allowSharedIp,
    loadBalancerClass: traefik.loadBalancerClass,
    externalTrafficPolicy: externalTrafficPolicy === 'Cluster' ? undefined : externalTrafficPolicy,
    ipFamilyPolicy: serviceCidr.length > 1 && loadBalancerIPs.length !== 1 ? 'PreferDualStack' : undefined,
  });
}

function trustOf({ trustedIPs }: TraefikPlan) {
  return trustedIPs.length > 0 ? { forwardedHeaders: { trustedIPs: trustedIPs.map(String) } } : {};
}

function entryPoint({ name, port, exposedPort, protocol }: TraefikPlan['entryPoints'][number]) {
  return { name, port, exposedPort, protocol };
}

function providers({ providers, allowCrossNamespace, defaultIngressClass }: TraefikPlan) {
  const kubernetesIngress = defined({
    enabled: providers.kubernetesIngress ? undefined : false,
    defaultIngressClass: defaultIngressClass ? undefined : false,
  });
  const kubernetesCRD = defined({
    enabled: providers.kubernetesCRD ? undefined : false,
    allowCrossNamespace: allowCrossNamespace || undefined,
  });
  return defined({
    kubernetesIngress: nonEmpty(kubernetesIngress),
    kubernetesCRD: nonEmpty(kubernetesCRD),
    kubernetesGateway: providers.kubernetesGateway ? { enabled: true } : undefined,
  });
}
