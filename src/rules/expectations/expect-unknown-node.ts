import { findNearest, pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const expectUnknownNode: NetworkRule = {
  id: 'expect-unknown-node',
  severity: 'error',
  title: 'Expectation for a node that does not exist',
  why: 'verify would start no connection for it, so a fault would remain unnoticed.',
  fix: 'Write the name of a node of the profile.',
  check({ expect, nodes }, report, source) {
    const names = nodes.map(({ name }) => name);
    for (const expectation of expect) {
      for (const [index, name] of expectation.nodes.entries()) {
        if (names.includes(name)) continue;
        const path = pathOf(expectation, 'nodes', index);
        const near = findNearest(name, names);
        report({
          path,
          message: `${source.quote(path)} is no node of the profile.`,
          hint: near === undefined ? 'Write the name of a node of the profile.' : `Did you mean "${near}"?`,
        });
      }
    }
  },
};
