import { pathOf, formatCount } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const serverMissing: NetworkRule = {
  id: 'server-missing',
  severity: 'error',
  title: 'No node is a server',
  why: 'Agents run workloads only. Without a server there is no API server and no datastore.',
  fix: 'Set the role of at least one node to server.',
  check({ nodes, servers }, report) {
    if (servers.length > 0) return;
    report({
      path: pathOf(nodes),
      message: `there is no server among ${formatCount(nodes.length, 'node', 'nodes')}.`,
      hint: 'Agents would have no API server to join. Set the role of at least one node to server.',
    });
  },
};
