import { listExtraFlags } from '../../plan/k3s-extra';
import { isSameOnServers } from '../../releases/k3s-flags';
import type { NetworkRule } from '../network-rule';

export const k3sExtraDiffersOnServers: NetworkRule = {
  id: 'k3s-extra-differs-on-servers',
  severity: 'error',
  title: 'Further k3s key that must be the same on all servers is set for one',
  why: 'k3s compares these settings when a server joins, and exits with "critical configuration value mismatch".',
  fix: 'Write the key in k3s.extra.',
  check(plan, report) {
    if (plan.servers.length < 2) return;
    for (const { key, flag, path, node } of listExtraFlags(plan)) {
      if (node?.role !== 'server' || !isSameOnServers(flag)) continue;
      report({
        path,
        message: `"${key}" is set for server "${node.name}" alone, and must be the same on all ${plan.servers.length} servers.`,
        hint: 'k3s would not start on a server that joins with another value. Write it in k3s.extra.',
      });
    }
  },
};
