import type { HttpSampleProps, LoadBalancerExposure } from '../constructs/samples';
import { HttpSample } from '../constructs/samples';
import type { NetworkPlan, SampleLoadBalancer, SamplePlan } from '../network';
import type { ClusterChart } from './cluster-chart';
import { defined } from './defined';

interface SamplesProps {
  readonly samples: readonly HttpSampleProps[];
}

/** Small services to try the cluster with. */
export const samples: ClusterChart<SamplesProps> = {
  number: '60',
  part: 'samples',

  props(plan) {
    if (plan.samples.length === 0) return undefined;
    return { samples: plan.samples.map((sample) => sampleProps(plan, sample)) };
  },

  build(chart, { samples }) {
    for (const sample of samples) new HttpSample(chart, `${sample.namespace}-${sample.name}`, sample);
  },
};

function sampleProps(plan: NetworkPlan, sample: SamplePlan): HttpSampleProps {
  const { name, namespace, image, replicas, ingress, ingressRoute, httpRoute, loadBalancer } = sample;
  return defined<HttpSampleProps>({
    name,
    namespace,
    image,
    replicas,
    ingress: ingress && defined({ host: ingress.host, path: ingress.path, tlsSecret: ingress.tlsSecret }),
    ingressRoute: ingressRoute && {
      match: ingressRoute.match,
      entryPoints: [...ingressRoute.entryPoints],
      tls: ingressRoute.tls,
    },
    httpRoute: httpRoute && { host: httpRoute.host, gatewayNamespace: plan.traefik.namespace },
    loadBalancer: loadBalancer && loadBalancerProps(plan, loadBalancer),
  });
}

function loadBalancerProps({ serviceCidr }: NetworkPlan, asked: SampleLoadBalancer): LoadBalancerExposure {
  const { loadBalancerIPs, externalTrafficPolicy } = asked;
  return defined<LoadBalancerExposure>({
    port: asked.port,
    loadBalancerIPs: loadBalancerIPs.length > 0 ? loadBalancerIPs.map(String) : undefined,
    ipAddressPool: asked.ipAddressPool,
    allowSharedIp: asked.allowSharedIp,
    loadBalancerClass: asked.loadBalancerClass,
    lbpool: asked.lbpool,
    externalTrafficPolicy: externalTrafficPolicy === 'Cluster' ? undefined : externalTrafficPolicy,
    ipFamilyPolicy: serviceCidr.length > 1 && loadBalancerIPs.length !== 1 ? 'PreferDualStack' : undefined,
  });
}
