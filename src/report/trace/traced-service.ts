import type { LoadBalancerService, NetworkPlan } from '../../plan';
import { listLoadBalancerServices } from '../../plan';

/** A Service that a connection is traced to. */
export interface TracedService extends Pick<
  LoadBalancerService,
  | 'title'
  | 'name'
  | 'namespace'
  | 'ports'
  | 'loadBalancerIPs'
  | 'externalTrafficPolicy'
  | 'lbpool'
  | 'servedBy'
> {
  /** Number of its pods; undefined where the profile does not set it. */
  readonly replicas?: number;
}

/** The Services of a plan that a trace can name: those with a LoadBalancer, and the samples that have a cluster IP only. */
export function listTracedServices(plan: NetworkPlan): readonly TracedService[] {
  const exposed = listLoadBalancerServices(plan).map((service): TracedService => {
    const sample = plan.samples.find((one) => one === service.owner);
    return { ...service, ...(sample && { replicas: sample.replicas }) };
  });
  const inside = plan.samples
    .filter(({ loadBalancer }) => loadBalancer === undefined)
    .map(({ name, namespace, replicas }): TracedService => ({
      ...{ title: `sample "${name}"`, name, namespace, replicas },
      ...{ ports: [], loadBalancerIPs: [], externalTrafficPolicy: 'Cluster', servedBy: 'none' },
    }));
  return [...exposed, ...inside];
}
