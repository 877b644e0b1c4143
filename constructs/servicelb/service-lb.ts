import type { k8s } from 'cdk8s-plus-27';

/** What k3s's own load balancer reads of Services and nodes. */
const SERVICE_LB = {
  pool: 'svccontroller.k3s.cattle.io/lbpool',
  enabled: 'svccontroller.k3s.cattle.io/enablelb',
  priorityClass: 'svccontroller.k3s.cattle.io/priorityclassname',
  tolerations: 'svccontroller.k3s.cattle.io/tolerations',
} as const;

/** The pods that ServiceLB runs for a Service: one on each node that opens its ports. */
export interface ServiceLbPods {
  /**
   * How hard they hold their place on a full node.
   *
   * @default - k3s's own, system-node-critical
   */
  readonly priorityClassName?: string;
  /**
   * Taints that they bear besides those of control-plane nodes.
   *
   * @default - none
   */
  readonly tolerations?: readonly k8s.Toleration[];
}

/**
 * Labels of a Service whose ports are to be opened by the nodes of a pool only. They count once some node has the
 * labels of `serviceLbNodeLabels`; before that every node opens the ports.
 *
 * @see https://docs.k3s.io/networking/networking-services#creating-servicelb-node-pools
 */
export function serviceLbLabels(pool: string | undefined): Readonly<Record<string, string>> {
  return pool === undefined ? {} : { [SERVICE_LB.pool]: pool };
}

/** Annotations of a Service, by which its pods of ServiceLB run where they otherwise would not. */
export function serviceLbAnnotations({
  priorityClassName,
  tolerations = [],
}: ServiceLbPods): Readonly<Record<string, string>> {
  return {
    ...(priorityClassName !== undefined && { [SERVICE_LB.priorityClass]: priorityClassName }),
    ...(tolerations.length > 0 && { [SERVICE_LB.tolerations]: JSON.stringify(tolerations) }),
  };
}

/**
 * Labels of a node that opens ports: for every Service, or for those of its pools; of several only from k3s v1.37.1
 * on. As soon as one node has them, nodes without them open none. They go into k3s's `node-label`, or to the node by
 * kubectl.
 *
 * @see https://docs.k3s.io/networking/networking-services#controlling-servicelb-node-selection
 */
export function serviceLbNodeLabels(...pools: readonly string[]): Readonly<Record<string, string>> {
  return {
    [SERVICE_LB.enabled]: 'true',
    ...(pools.length > 0 && { [SERVICE_LB.pool]: pools.join('_') }),
  };
}
