import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const etcdServersEven: NetworkRule = {
  id: 'etcd-servers-even',
  severity: 'warning',
  title: 'Even number of etcd servers',
  why:
    'etcd needs more than half of its members. Two servers stop when either fails, and four tolerate one failure, as ' +
    'three do. The even server adds a host that can fail, and no tolerance.',
  fix: 'Use one server, three or five.',
  check(plan, report, source) {
    if (plan.datastore !== 'etcd' || plan.servers.length % 2 === 1) return;
    const last = plan.servers[plan.servers.length - 1];
    if (last === undefined) return;
    const count = plan.servers.length;
    report({
      path: pathOf(last, 'role'),
      message: `${source.quote(pathOf(last, 'name'))} is server number ${count}, and etcd with ${count} servers stops when ${count / 2} of them ${count === 2 ? 'fails' : 'fail'}.`,
      hint: `${count - 1} ${count === 2 ? 'server tolerates' : 'servers tolerate'} as many failures. Make it an agent, or add one more server.`,
    });
  },
};
