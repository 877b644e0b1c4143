import type { NodePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const nodeNameDuplicate: NetworkRule = {
  id: 'node-name-duplicate',
  severity: 'error',
  title: 'Two nodes have the same name',
  why: 'Kubernetes knows a node by its name: the second machine is refused with "Node password rejected", or takes over the first.',
  fix: 'Give each machine a host name of its own.',
  *check(plan, source) {
    const byName = new Map<string, NodePlan>();
    for (const node of plan.nodes) {
      const other = byName.get(node.name);
      if (other === undefined) {
        byName.set(node.name, node);
        continue;
      }
      yield {
        path: pathOf(node, 'name'),
        message: `"${node.name}" is already the name of another node (${source.line(pathOf(other, 'name'))}).`,
      };
    }
  },
};
