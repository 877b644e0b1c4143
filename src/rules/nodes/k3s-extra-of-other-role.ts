import { listExtraFlags } from '../../plan/k3s-extra';
import { isFlagOf, isKnownFlag } from '../../releases/k3s-flags';
import type { NetworkRule } from '../network-rule';

export const k3sExtraOfOtherRole: NetworkRule = {
  id: 'k3s-extra-of-other-role',
  severity: 'error',
  title: "Further k3s key that the node's role does not have",
  why: 'An agent has fewer flags than a server, and exits on a key that it does not know.',
  fix: 'Write the key in k3s.extra, which leaves it out of the files of nodes that do not have it.',
  check(plan, report) {
    for (const { key, flag, path, node } of listExtraFlags(plan)) {
      if (node === undefined || !isKnownFlag(flag) || isFlagOf(node.role, flag)) continue;
      report({
        path,
        message: `"${key}" is no flag of "k3s ${node.role}", and node "${node.name}" is ${node.role === 'server' ? 'a server' : 'an agent'}.`,
        hint: `k3s would not start on "${node.name}". Write it in k3s.extra, or for a node of the other role.`,
      });
    }
  },
};
