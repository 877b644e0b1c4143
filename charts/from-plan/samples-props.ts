import type {
  DnsSampleProps,
  HttpSampleProps,
  LoadBalancerExposure,
  SampleNetworkPolicy,
} from '../../constructs/samples';
import type { EntryPointTls } from '../../constructs/traefik';
import type { NetworkPlan, SampleIngressRoute, SampleLoadBalancer, SamplePlan } from '../../src/plan';
import type { SamplesChartProps } from '../samples-chart';
import { omitEmptyList, omitUndefined } from './omit';
import { deriveDnsSampleImage, deriveSampleImage } from './images';
import { deriveScheduling } from './scheduling';
import { deriveServiceLbAnnotations } from './servicelb-annotations';
import { deriveTls } from './traefik-certificates';

export function deriveSamplesProps(plan: NetworkPlan): SamplesChartProps | undefined {
  if (plan.samples.length === 0) return undefined;
  const [tcp, udp] = (['TCP', 'UDP'] as const).map((protocol) =>
    plan.samples.filter((sample) => sample.protocol === protocol),
  );
  return omitUndefined<SamplesChartProps>({
    samples: (tcp ?? []).map((sample) => deriveSample(plan, sample)),
    dnsSamples: omitEmptyList((udp ?? []).map((sample) => deriveDnsSample(plan, sample))),
  });
}

function deriveDnsSample(plan: NetworkPlan, sample: SamplePlan): DnsSampleProps {
  const { name, namespace, image, replicas, spread, ingressRouteUDP, loadBalancer } = sample;
  return omitUndefined<DnsSampleProps>({
    ...{ name, namespace, replicas },
    image: image ?? deriveDnsSampleImage(plan),
    imagePullSecrets: omitEmptyList(plan.imagePullSecrets),
    spread: spread || undefined,
    ...deriveScheduling(sample),
    ingressRouteUdp: ingressRouteUDP && { entryPoints: [...ingressRouteUDP.entryPoints] },
    loadBalancer: loadBalancer && deriveLoadBalancer(plan, loadBalancer),
    networkPolicy: plan.networkPolicies.samples ? deriveNetworkPolicy(plan, sample) : undefined,
  });
}

function deriveSample(plan: NetworkPlan, sample: SamplePlan): HttpSampleProps {
  const { name, namespace, image, replicas, spread, ingress, ingressRoute, httpRoute, loadBalancer } = sample;
  const { ingressRouteTCP } = sample;
  return omitUndefined<HttpSampleProps>({
    name,
    namespace,
    image: image ?? deriveSampleImage(plan),
    imagePullSecrets: omitEmptyList(plan.imagePullSecrets),
    replicas,
    spread: spread || undefined,
    ...deriveScheduling(sample),
    ingress:
      ingress &&
      omitUndefined({
        ...{ host: ingress.host, path: ingress.path },
        ...{ tlsSecret: ingress.tlsSecret, certResolver: ingress.certResolver },
        ingressClassName:
          plan.traefik.mode === 'none' || plan.traefik.ingressClassName === 'traefik'
            ? undefined
            : plan.traefik.ingressClassName,
      }),
    ingressRoute:
      ingressRoute &&
      omitUndefined({
        match: ingressRoute.match,
        entryPoints: [...ingressRoute.entryPoints],
        tls: ingressRoute.tls,
        certificate: ingressRoute.tls ? deriveRouteTls(plan, ingressRoute) : undefined,
      }),
    ingressRouteTcp:
      ingressRouteTCP &&
      omitUndefined({
        hostSni: ingressRouteTCP.hostSNI,
        entryPoints: [...ingressRouteTCP.entryPoints],
        tls: ingressRouteTCP.tls,
        passthroughSecret: ingressRouteTCP.passthroughSecret,
      }),
    httpRoute: httpRoute && { host: httpRoute.host, gatewayNamespace: plan.traefik.namespace },
    loadBalancer: loadBalancer && deriveLoadBalancer(plan, loadBalancer),
    networkPolicy: plan.networkPolicies.samples ? deriveNetworkPolicy(plan, sample) : undefined,
  });
}

/** Clients of a LoadBalancer, and a Traefik in the network of its nodes, have addresses of nodes or of the LAN. */
function deriveNetworkPolicy({ traefik }: NetworkPlan, { loadBalancer }: SamplePlan): SampleNetworkPolicy {
  if (loadBalancer !== undefined || traefik.mode === 'none' || traefik.hostNetwork) return {};
  return { from: [{ namespace: traefik.namespace, labels: { 'app.kubernetes.io/name': 'traefik' } }] };
}

/** Without a resolver of its own, a route on websecure has the certificates of websecure. */
function deriveRouteTls(
  { traefik }: NetworkPlan,
  { certResolver, entryPoints }: SampleIngressRoute,
): EntryPointTls | undefined {
  if (certResolver !== undefined) return { certResolver };
  return traefik.mode !== 'none' && entryPoints.includes('websecure') ? deriveTls(traefik) : undefined;
}

function deriveLoadBalancer(plan: NetworkPlan, asked: SampleLoadBalancer): LoadBalancerExposure {
  const { serviceCidr } = plan;
  const { loadBalancerIPs, externalTrafficPolicy } = asked;
  return omitUndefined<LoadBalancerExposure>({
    port: asked.port,
    loadBalancerIPs: omitEmptyList(loadBalancerIPs.map(String)),
    ipAddressPool: asked.ipAddressPool,
    allowSharedIp: asked.allowSharedIp,
    loadBalancerClass: asked.loadBalancerClass,
    annotations: deriveServiceLbAnnotations(plan, asked),
    lbpool: asked.lbpool,
    externalTrafficPolicy: externalTrafficPolicy === 'Cluster' ? undefined : externalTrafficPolicy,
    ipFamilyPolicy: serviceCidr.length > 1 && loadBalancerIPs.length !== 1 ? 'PreferDualStack' : undefined,
  });
}
