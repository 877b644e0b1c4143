import { pathOf } from '../diagnostics/profile-path';
import type { NetworkPlan, NodePlan } from '../plan/model';
import type { Change } from './change';
import { showList } from './change';

/** Limits of the kubelet: one change for all nodes whose limit changes in the same way. */
export function* findKubeletChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const byChange = new Map<string, NodePlan[]>();
  for (const node of after.nodes) {
    const was = before.nodes.find(({ name }) => name === node.name)?.kubelet.maxPods;
    if (was === undefined || was === node.kubelet.maxPods) continue;
    const values = `from ${was} to ${node.kubelet.maxPods}`;
    byChange.set(values, [...(byChange.get(values) ?? []), node]);
  }
  for (const [values, nodes] of byChange) yield describe(values, nodes);
}

function describe(values: string, nodes: readonly NodePlan[]): Change {
  const names = showList(nodes.map(({ name }) => name));
  return {
    cost: 'restart',
    at: nodes.flatMap(({ kubelet }) => [pathOf(kubelet, 'maxPods')])[0] ?? ['kubelet', 'maxPods'],
    message: `The pods per node of ${names} change ${values}.`,
    consequence:
      'k3s reads the limit when it starts. A node with more pods keeps them, and gets no further ones.',
  };
}
