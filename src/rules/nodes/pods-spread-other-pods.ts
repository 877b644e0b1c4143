import { pathOf } from '../../diagnostics';
import { listComponentPods, selectsOwnPods } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const podsSpreadOtherPods: NetworkRule = {
  id: 'pods-spread-other-pods',
  severity: 'warning',
  title: 'A topologySpreadConstraint counts other pods than its own',
  why:
    'The scheduler compares domains by the pods that labelSelector selects. If these are others, the pods with the ' +
    'constraint are not spread, and may all run on one node.',
  fix: 'Remove labelSelector: by default it selects the pods of the component.',
  check(plan, report) {
    for (const { title, owner, labels, replicas } of listComponentPods(plan)) {
      if (replicas === undefined) continue;
      for (const { labelSelector } of owner.topologySpreadConstraints ?? []) {
        if (labelSelector === undefined || selectsOwnPods(labelSelector, labels)) continue;
        report({
          path: pathOf(labelSelector),
          message: `It does not select the pods of ${title}, which have ${describe(labels)}.`,
        });
      }
    }
  },
};

function describe(labels: ReadonlyMap<string, string>): string {
  return [...labels].map(([key, value]) => `${key}=${value}`).join(', ');
}
