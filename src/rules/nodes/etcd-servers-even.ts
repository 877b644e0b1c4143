import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const etcdServersEven: NetworkRule = {
  id: 'etcd-servers-even',
  severity: 'warning',
  title: 'An even number of servers holds the etcd datastore',
  why:
    'etcd works while more than half of its members do. Two servers stop when either is away, four bear the loss of ' +
    'one like three: the even server adds a machine that can fail and nothing that it protects.',
  fix: 'Use one server, three or five.',
  *check(plan, source) {
    if (plan.datastore !== 'etcd' || plan.servers.length % 2 === 1) return;
    const last = plan.servers[plan.servers.length - 1];
    if (last === undefined) return;
    const count = plan.servers.length;
    yield {
      path: pathOf(last, 'role'),
      message: `${source.quote(pathOf(last, 'name'))} is server number ${count}, and an etcd of ${count} servers stops with ${count / 2} away.`,
      hint: `${count - 1} ${count === 2 ? 'server bears' : 'servers bear'} as much. Make it an agent, or add one more server.`,
    };
  },
};
