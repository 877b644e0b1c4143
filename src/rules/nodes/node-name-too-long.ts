import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Longest value of a label. */
const LONGEST = 63;

export const nodeNameTooLong: NetworkRule = {
  id: 'node-name-too-long',
  severity: 'error',
  title: 'Node name longer than 63 characters',
  why:
    'The kubelet registers its node with the label kubernetes.io/hostname, whose value is the name. The API server ' +
    'rejects a label value of more than 63 characters, and the node never joins.',
  fix: 'Use the host name alone, without its domain.',
  check({ nodes }, report, source) {
    for (const node of nodes) {
      if (node.name.length <= LONGEST) continue;
      const path = pathOf(node, 'name');
      report({
        path,
        message: `${source.quote(path)} has ${node.name.length} characters, and the maximum is ${LONGEST}.`,
        hint: 'The node could not register. Use the host name alone, without its domain.',
      });
    }
  },
};
