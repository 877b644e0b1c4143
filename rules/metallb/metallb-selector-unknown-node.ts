import type { NodeSelector, Path, Rule } from '../../network';
import { at, HOSTNAME_LABEL, listed, nearest, nodeSelectorLists } from '../../network';

export const metallbSelectorUnknownNode: Rule = {
  id: 'metallb-selector-unknown-node',
  severity: 'error',
  title: 'A node selector names a node that does not exist',
  why:
    `k3s gives every node its name as the label ${HOSTNAME_LABEL}. A selector with any other name selects nothing, ` +
    'and MetalLB takes it without a word.',
  fix: 'Write the name of one of the nodes.',
  *check({ metallb, nodes }, source) {
    const names = nodes.map(({ name }) => name);
    for (const selector of (metallb === undefined ? [] : nodeSelectorLists(metallb)).flat()) {
      for (const { name, path } of hostNames(selector)) {
        if (names.includes(name)) continue;
        const near = nearest(name, names);
        yield {
          at: path,
          message: `${source.quote(path)} is not the name of a node.`,
          hint: near === undefined ? `The nodes are ${listed(names)}.` : `Did you mean "${near}"?`,
        };
      }
    }
  },
};

/** The names that a selector asks for. */
function hostNames({ matchLabels, matchExpressions }: NodeSelector): { name: string; path: Path }[] {
  const label = matchLabels[HOSTNAME_LABEL];
  return [
    ...(label === undefined ? [] : [{ name: label, path: at(matchLabels, HOSTNAME_LABEL) }]),
    ...matchExpressions
      .filter(({ key, operator }) => key === HOSTNAME_LABEL && (operator === 'In' || operator === 'NotIn'))
      .flatMap((expression) =>
        expression.values.map((name, index) => ({ name, path: at(expression, 'values', index) })),
      ),
  ];
}
