import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sqliteSeveralServers: NetworkRule = {
  id: 'sqlite-several-servers',
  severity: 'error',
  title: 'Several servers with an SQLite datastore',
  why:
    'SQLite is a file on the disk of one server. A second server would create a cluster of its own, and agents would ' +
    'join whichever answers.',
  fix: 'Use etcd, an external datastore, or one server.',
  check(plan, report, source) {
    const [first, second] = plan.servers;
    if (plan.datastore !== 'sqlite' || first === undefined || second === undefined) return;
    report({
      path: pathOf(plan, 'datastore'),
      message: `${source.quote(pathOf(plan, 'datastore'))} is a file on one server, and "${first.name}" (${source.line(pathOf(first, 'role'))}) and "${second.name}" (${source.line(pathOf(second, 'role'))}) are both servers.`,
      hint: 'The second would create a cluster of its own. Write etcd or external, or make the others agents.',
    });
  },
};
