import { joinList, findNearest } from '../../diagnostics';
import { hostNamesOf, listNodeSelectors } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbSelectorStrayNode: NetworkRule = {
  id: 'metallb-selector-stray-node',
  severity: 'warning',
  title: 'Node selector lists an unknown node',
  why: 'The selector works for the other nodes. The intended node is not selected, or not excluded.',
  fix: 'Write the name of one of the nodes, or remove it.',
  check({ metallb, nodes }, report, source) {
    const names = nodes.map(({ name }) => name);
    for (const selector of (metallb === undefined ? [] : listNodeSelectors(metallb)).flat()) {
      for (const { wanted, unwanted } of hostNamesOf(selector)) {
        const someWanted = wanted.some(({ name }) => names.includes(name)) ? wanted : [];
        for (const { name, path } of [...someWanted, ...unwanted]) {
          if (names.includes(name)) continue;
          const near = findNearest(name, names);
          report({
            path,
            message: `${source.quote(path)} is not the name of a node.`,
            hint: near === undefined ? `The nodes are ${joinList(names)}.` : `Did you mean "${near}"?`,
          });
        }
      }
    }
  },
};
