import type { NodePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const nodesAllTainted: NetworkRule = {
  id: 'nodes-all-tainted',
  severity: 'warning',
  title: 'Every node has a NoSchedule or NoExecute taint',
  why:
    'Pods without a matching toleration stay Pending. The controller of MetalLB has none, and without it no Service ' +
    'is assigned an address.',
  fix: 'Leave at least one node without a NoSchedule or NoExecute taint.',
  check({ nodes }, report, source) {
    const [first] = nodes;
    if (first === undefined) return;
    const index = repelling(first);
    if (index < 0 || nodes.some((node) => repelling(node) < 0)) return;
    const path = pathOf(first, 'nodeTaint', index);
    report({
      path,
      message: `${source.quote(path)} keeps pods without a toleration off node "${first.name}", and no node is without such a taint.`,
      hint: 'Pods without a toleration would stay Pending. Leave at least one node without such a taint.',
    });
  },
};

/** Position of the first taint that keeps pods without a toleration off the node. */
function repelling({ nodeTaint }: NodePlan): number {
  return nodeTaint.findIndex((taint) => /:(NoSchedule|NoExecute)$/.test(taint));
}
