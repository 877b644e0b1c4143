import { pathOf, formatCount } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const serverMissing: NetworkRule = {
  id: 'server-missing',
  severity: 'error',
  title: 'No node is a server',
  why: 'Agents run workloads and nothing else. Without a server there is no API and no datastore, so there is nothing to join.',
  fix: 'Give at least one node the role server.',
  *check({ nodes, servers }) {
    if (servers.length > 0) return;
    yield {
      path: pathOf(nodes),
      message: `there is no server among ${formatCount(nodes.length, 'node', 'nodes')}.`,
      hint: 'Agents would have nothing to join. Give at least one node the role server.',
    };
  },
};
