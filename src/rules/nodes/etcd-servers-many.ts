import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** @see https://etcd.io/docs/latest/faq/#what-is-maximum-cluster-size */
const MOST = 7;

export const etcdServersMany: NetworkRule = {
  id: 'etcd-servers-many',
  severity: 'hint',
  title: 'More than seven etcd servers',
  why:
    'Every write waits for more than half of the members. Beyond seven, writes get slower, and seven already tolerate ' +
    'three failures.',
  fix: 'Make some of them agents. Five servers are enough.',
  check({ datastore, servers }, report, source) {
    const eighth = servers[MOST];
    if (datastore !== 'etcd' || eighth === undefined) return;
    report({
      path: pathOf(eighth, 'role'),
      message: `${source.quote(pathOf(eighth, 'name'))} is server number ${MOST + 1} of ${servers.length}, and etcd recommends at most ${MOST}.`,
      hint: 'Every write waits for more than half of them. Make some of them agents; five servers are enough.',
    });
  },
};
