import type { TraceEndpoint } from './trace-endpoint';
import type { TracedService } from './traced-service';

/** Which address of a Service a connection is made to. */
export type ServiceAddress = 'cluster-ip' | 'load-balancer';

/**
 * Whether kube-proxy replaces the source: that of nodes always, since only pods are in the cluster CIDR, and that of pods
 * for external addresses with policy Cluster.
 */
export function isMasqueraded(
  { kind }: TraceEndpoint,
  { externalTrafficPolicy }: TracedService,
  via: ServiceAddress,
): boolean {
  return kind === 'node' || (via === 'load-balancer' && externalTrafficPolicy === 'Cluster');
}

/** The address as a hop names it. */
export function serviceAddress(service: TracedService, via: ServiceAddress): string {
  return via === 'cluster-ip'
    ? 'the cluster IP'
    : service.loadBalancerIPs.map(String).join(' or ') || 'its address';
}
