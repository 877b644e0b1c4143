import type { k8s } from 'cdk8s-plus-27';

/** The labels and annotations that ServiceLB, the load balancer of k3s, reads from Services and nodes. */
const SERVICE_LB = {
  pool: 'svccontroller.k3s.cattle.io/lbpool',
  enabled: 'svccontroller.k3s.cattle.io/enablelb',
  priorityClass: 'svccontroller.k3s.cattle.io/priorityclassname',
  tolerations: 'svccontroller.k3s.cattle.io/tolerations',
} as const;

/** The pods of ServiceLB for a Service: one on each node that opens its ports. */
export interface ServiceLbPods {
  /**
   * The priority class of the pods.
   *
   * @default - k3s's default, system-node-critical
   */
  readonly priorityClassName?: string;
  /**
   * The taints that the pods tolerate, beside those of control-plane nodes.
   *
   * @default - none
   */
  readonly tolerations?: readonly k8s.Toleration[];
}

/**
 * Labels of a Service whose ports only the nodes of a pool open. They take effect when a node has the labels of
 * `serviceLbNodeLabels`; before that every node opens the ports.
 *
 * @see https://docs.k3s.io/networking/networking-services#creating-servicelb-node-pools
 */
export function serviceLbLabels(pool: string | undefined): Readonly<Record<string, string>> {
  return pool === undefined ? {} : { [SERVICE_LB.pool]: pool };
}

/** Annotations of a Service with the settings of its ServiceLB pods. */
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
 * Labels of a node that opens the ports of every Service, or of those in its pools. Several pools need k3s v1.37.1 or
 * newer. As soon as one node has such labels, nodes without them open no ports. Set them by k3s's `node-label` or by
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
