import type {
  HttpSampleExposureProps,
  HttpSampleProps,
  HttpSampleWorkloadProps,
  LoadBalancerExposure,
} from '../constructs/samples';
import { HttpSample, HttpSampleExposure, HttpSampleWorkload } from '../constructs/samples';
import type { NetworkPlan, SampleLoadBalancer, SamplePlan } from '../src/plan';
import type { ClusterChart } from './cluster-chart';
import { defined } from './defined';

type SamplesProps =
  | { readonly samples: readonly HttpSampleProps[] }
  | { readonly workload: HttpSampleWorkloadProps }
  | { readonly exposure: HttpSampleExposureProps };

/** Small services to try the cluster with. */
export const samples: ClusterChart<SamplesProps> = {
  number: '60',
  part: 'samples',

  props(plan) {
    if (plan.samples.length === 0) return undefined;
    return { samples: plan.samples.map((sample) => sampleProps(plan, sample)) };
  },

  build(chart, props) {
    if ('workload' in props) new HttpSampleWorkload(chart, idOf(props.workload), props.workload);
    else if ('exposure' in props) new HttpSampleExposure(chart, idOf(props.exposure), props.exposure);
    else for (const sample of props.samples) new HttpSample(chart, idOf(sample), sample);
  },

  /** What runs knows neither addresses nor names of hosts. */
  apart(props) {
    if (!('samples' in props)) return [props];
    return props.samples.flatMap(({ image, replicas, resources, ...exposure }) => {
      const { name, namespace } = exposure;
      return [{ workload: defined({ name, namespace, image, replicas, resources }) }, { exposure }];
    });
  },
};

function idOf({ name, namespace }: Pick<HttpSampleProps, 'name' | 'namespace'>): string {
  return `${namespace}-${name}`;
}

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
