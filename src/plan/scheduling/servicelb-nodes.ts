import { listNodeLabels } from '../labels';
import type { NetworkPlan, NodePlan } from '../model';
import type { LoadBalancerService } from '../services';
import type { Toleration } from './taints';
import { DAEMONSET_TOLERATIONS } from './taints';

/** ServiceLB's labels. @see https://docs.k3s.io/networking/networking-services#service-load-balancer */
const ENABLE_LB = 'svccontroller.k3s.cattle.io/enablelb';
const LB_POOL = 'svccontroller.k3s.cattle.io/lbpool';

/**
 * What the pods of ServiceLB tolerate.
 *
 * @see https://github.com/k3s-io/k3s/blob/main/pkg/cloudprovider/servicelb.go
 */
const SERVICELB_TOLERATIONS: readonly Toleration[] = [
  { key: 'node-role.kubernetes.io/master', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'CriticalAddonsOnly', operator: 'Exists' },
  ...DAEMONSET_TOLERATIONS,
];

/** All taints that the pods of ServiceLB tolerate for the Services of this profile. */
export function listServiceLbTolerations({ serviceLb }: NetworkPlan): readonly Toleration[] {
  return [...SERVICELB_TOLERATIONS, ...serviceLb.tolerations];
}

/** The nodes whose labels let ServiceLB run its pods for a Service; taints are not considered. */
export function listServiceLbNodes(
  { nodes }: NetworkPlan,
  { lbpool }: Pick<LoadBalancerService, 'lbpool'>,
): readonly NodePlan[] {
  // One node with the label, whatever its value, makes ServiceLB choose nodes by it.
  const restricted = nodes.some((node) => listNodeLabels(node).has(ENABLE_LB));
  if (!restricted) return nodes;
  return nodes.filter((node) => {
    const labels = listNodeLabels(node);
    const pools = labels.get(LB_POOL)?.split('_') ?? [];
    return labels.get(ENABLE_LB) === 'true' && (lbpool === undefined || pools.includes(lbpool));
  });
}
