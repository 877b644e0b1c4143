import type { NodePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const nodeNameDuplicate: NetworkRule = {
  id: 'node-name-duplicate',
  severity: 'error',
  title: 'Two nodes have the same name',
  why:
    'Kubernetes identifies a node by its name. k3s rejects the second host with "Node password rejected", or it ' +
    'replaces the first.',
  fix: 'Assign each node its own host name.',
  check(plan, report, source) {
    const byName = new Map<string, NodePlan>();
    for (const node of plan.nodes) {
      const other = byName.get(node.name);
      if (other === undefined) {
        byName.set(node.name, node);
        continue;
      }
      report({
        path: pathOf(node, 'name'),
        message: `"${node.name}" is already the name of another node (${source.line(pathOf(other, 'name'))}).`,
      });
    }
  },
};
