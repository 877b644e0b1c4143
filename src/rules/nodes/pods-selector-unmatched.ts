import { pathOf } from '../../diagnostics';
import { listComponentPods, listNodesWithLabels } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const podsSelectorUnmatched: NetworkRule = {
  id: 'pods-selector-unmatched',
  severity: 'warning',
  title: 'No node of the profile has the labels of a nodeSelector',
  why: 'The pods stay Pending until a node has the labels. Labels that are set by kubectl are not in the profile.',
  fix: 'Add the label to nodeLabel of a node, or correct the selector.',
  *check(plan, source) {
    for (const { title, owner } of listComponentPods(plan)) {
      for (const [key, value] of Object.entries(owner.nodeSelector)) {
        if (listNodesWithLabels(plan, { [key]: value }).length > 0) continue;
        const path = pathOf(owner, 'nodeSelector', key);
        yield {
          path,
          message: `No node has the label ${key}=${source.quote(path).slice(1, -1)}, which ${title} selects.`,
          hint: 'The pods would stay Pending. Add it to nodeLabel of a node, or correct the selector.',
        };
      }
    }
  },
};
