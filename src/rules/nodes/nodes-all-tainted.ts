import type { NodePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const nodesAllTainted: NetworkRule = {
  id: 'nodes-all-tainted',
  severity: 'warning',
  title: 'Every node keeps ordinary pods away',
  why:
    'Pods that do not tolerate the taints stay Pending: your own ones, and parts that tolerate nothing, such as the ' +
    'controller of MetalLB, without which no Service gets an address.',
  fix: 'Leave at least one node without a NoSchedule or NoExecute taint.',
  *check({ nodes }, source) {
    const [first] = nodes;
    if (first === undefined) return;
    const index = repelling(first);
    if (index < 0 || nodes.some((node) => repelling(node) < 0)) return;
    const path = pathOf(first, 'nodeTaint', index);
    yield {
      path,
      message: `${source.quote(path)} keeps ordinary pods off node "${first.name}", and there is no node without such a taint.`,
      hint: 'Pods that tolerate nothing would stay Pending. Leave at least one node without one.',
    };
  },
};

/** Position of the first taint that keeps pods away. */
function repelling({ nodeTaint }: NodePlan): number {
  return nodeTaint.findIndex((taint) => /:(NoSchedule|NoExecute)$/.test(taint));
}
