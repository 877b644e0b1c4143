import { pathOf } from '../../diagnostics';
import type { PodOwner } from '../../plan';
import { findRepellingTaint, listChosenNodes, listComponentPods, listNodesOfPods } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const podsNoNode: NetworkRule = {
  id: 'pods-no-node',
  severity: 'error',
  title: 'No node of a nodeSelector or nodeAffinity can run the pods, because of taints',
  why: 'The scheduler places no pod on a node with a taint that the pod does not tolerate. The pods stay Pending.',
  fix: 'Add a toleration for the taint, or select other nodes.',
  check(plan, report, source) {
    for (const pods of listComponentPods(plan)) {
      const key = findChoosingKey(pods.owner);
      if (key === undefined) continue;
      const [node] = listChosenNodes(plan, pods.owner);
      if (node === undefined || listNodesOfPods(plan, pods).length > 0) continue;
      const taint = pathOf(node, 'nodeTaint', findRepellingTaint(node, pods.tolerations));
      report({
        path: pathOf(pods.owner, key),
        message: `Of ${pods.title}, node "${node.name}" is selected, and its taint ${source.quote(taint)} (${source.line(taint)}) is not tolerated.`,
        hint: 'The pods would stay Pending. Add a toleration for the taint, or select other nodes.',
      });
    }
  },
};

/** The key that chooses nodes. */
function findChoosingKey({ nodeSelector, affinity }: PodOwner): 'nodeSelector' | 'affinity' | undefined {
  if (Object.keys(nodeSelector).length > 0) return 'nodeSelector';
  return affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution && 'affinity';
}
