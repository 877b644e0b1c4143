import { joinList, findNearest } from '../../diagnostics';
import { hostNamesOf, listNodeSelectors } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbSelectorStrayNode: NetworkRule = {
  id: 'metallb-selector-stray-node',
  severity: 'warning',
  title: 'One of the nodes that a selector lists does not exist',
  why:
    'The selector does with the others what it says. A node that was meant and misspelt is missing without a word, or is ' +
    'not kept out.',
  fix: 'Write the name of one of the nodes, or remove it.',
  *check({ metallb, nodes }, source) {
    const names = nodes.map(({ name }) => name);
    for (const selector of (metallb === undefined ? [] : listNodeSelectors(metallb)).flat()) {
      for (const { wanted, unwanted } of hostNamesOf(selector)) {
        const someWanted = wanted.some(({ name }) => names.includes(name)) ? wanted : [];
        for (const { name, path } of [...someWanted, ...unwanted]) {
          if (names.includes(name)) continue;
          const near = findNearest(name, names);
          yield {
            path: path,
            message: `${source.quote(path)} is not the name of a node.`,
            hint: near === undefined ? `The nodes are ${joinList(names)}.` : `Did you mean "${near}"?`,
          };
        }
      }
    }
  },
};
