import { joinList, findNearest } from '../../diagnostics';
import { hostNamesOf, HOSTNAME_LABEL, listNodeSelectors } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbSelectorUnknownNode: NetworkRule = {
  id: 'metallb-selector-unknown-node',
  severity: 'error',
  title: 'Node selector names only unknown nodes',
  why:
    `k3s sets the label ${HOSTNAME_LABEL} to the name of the node. A selector for another name selects no node, ` +
    'and MetalLB accepts it.',
  fix: 'Write the name of one of the nodes.',
  check({ metallb, nodes }, report, source) {
    const names = nodes.map(({ name }) => name);
    for (const selector of (metallb === undefined ? [] : listNodeSelectors(metallb)).flat()) {
      for (const { wanted } of hostNamesOf(selector)) {
        const [first] = wanted;
        if (first === undefined || wanted.some(({ name }) => names.includes(name))) continue;
        const near = findNearest(first.name, names);
        report({
          path: first.path,
          message: `${source.quote(first.path)} is not the name of a node.`,
          hint: near === undefined ? `The nodes are ${joinList(names)}.` : `Did you mean "${near}"?`,
        });
      }
    }
  },
};
