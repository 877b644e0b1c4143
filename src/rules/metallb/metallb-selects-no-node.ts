import type { NodeSelector } from '../../plan';
import { pathOf } from '../../diagnostics';
import { HOSTNAME_LABEL, listNodeSelectors, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbSelectsNoNode: NetworkRule = {
  id: 'metallb-selects-no-node',
  severity: 'warning',
  title: 'Node selectors match no node',
  why:
    'No node of the profile has these labels, so no node announces or opens the session. A label that is set by hand ' +
    'later is lost when the node is recreated.',
  fix: 'Add the label to nodeLabel of a node, or correct the selector.',
  check(plan, report, source) {
    const { metallb } = plan;
    for (const selectors of metallb === undefined ? [] : listNodeSelectors(metallb)) {
      if (selectors.some(mentionsHostName) || selectNodes(plan, selectors).length > 0) continue;
      const [first] = selectors;
      if (first === undefined) continue;
      report({
        path: pathOf(selectors),
        message: `none of the nodes (${source.line(pathOf(plan.nodes))}) has the labels that ${selectors.length === 1 ? 'this selector requires' : 'these selectors require'}.`,
      });
    }
  },
};

/** Another rule reports an unknown node name. */
function mentionsHostName({ matchLabels, matchExpressions }: NodeSelector): boolean {
  return HOSTNAME_LABEL in matchLabels || matchExpressions.some(({ key }) => key === HOSTNAME_LABEL);
}
