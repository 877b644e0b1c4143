import { pathOf } from '../../diagnostics';
import { listComponentPods, listNodesOfPods } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const sampleReplicasExceedNodes: NetworkRule = {
  id: 'sample-replicas-exceed-nodes',
  severity: 'warning',
  title: 'A sample has more pods than nodes that can run them',
  why: 'With spread each pod needs a node of its own. The others stay pending, and verify reports the Deployment as not ready.',
  fix: 'Reduce replicas, add nodes, or tolerate the taints of further nodes.',
  check(plan, report, source) {
    const spread = plan.samples.filter((sample) => sample.spread);
    if (spread.length === 0) return;
    const podsOf = new Map(listComponentPods(plan).map((pods) => [pods.owner, pods]));
    for (const sample of spread) {
      const pods = podsOf.get(sample);
      if (pods === undefined) continue;
      const nodes = listNodesOfPods(plan, pods).length;
      if (sample.replicas <= nodes) continue;
      const path = pathOf(sample, 'replicas');
      report({
        path,
        message: `${source.quote(path)} pods need as many nodes, and ${nodes} of ${plan.nodes.length} can run them.`,
      });
    }
  },
};
