import { listNodeLabels } from '../labels';
import type { NetworkPlan, NodePlan } from '../model';
import type { ComponentPods, PodOwner } from './component-pods';
import { hasNodeAffinity } from './node-affinity';
import { findRepellingTaint } from './taints';

/** The nodes that have the labels of a selector. */
export function listNodesWithLabels(
  { nodes }: NetworkPlan,
  nodeSelector: Readonly<Record<string, string>>,
): readonly NodePlan[] {
  return nodes.filter((node) => hasNodeLabels(node, nodeSelector));
}

/** Whether a node has the labels of a selector. */
export function hasNodeLabels(node: NodePlan, nodeSelector: Readonly<Record<string, string>>): boolean {
  const labels = listNodeLabels(node);
  return Object.entries(nodeSelector).every(
    ([key, value]) => labels.get(key) === value || /(?:^|\.)kubernetes\.io\/arch$/.test(key),
  );
}

/** The nodes that `nodeSelector` and the required node affinity choose; taints are not considered. */
export function listChosenNodes(
  plan: NetworkPlan,
  { nodeSelector, affinity }: PodOwner,
): readonly NodePlan[] {
  return listNodesWithLabels(plan, nodeSelector).filter((node) => hasNodeAffinity(node, affinity));
}

/** The nodes that the pods may run on, by labels, affinity and taints. */
export function listNodesOfPods(
  plan: NetworkPlan,
  { owner, tolerations }: Pick<ComponentPods, 'owner' | 'tolerations'>,
): readonly NodePlan[] {
  return listChosenNodes(plan, owner).filter((node) => findRepellingTaint(node, tolerations) < 0);
}
