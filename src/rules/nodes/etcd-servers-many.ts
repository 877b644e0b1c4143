import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** @see https://etcd.io/docs/latest/faq/#what-is-maximum-cluster-size */
const MOST = 7;

export const etcdServersMany: NetworkRule = {
  id: 'etcd-servers-many',
  severity: 'hint',
  title: 'More than seven servers hold the etcd datastore',
  why:
    'Every write waits for more than half of the members. Beyond seven, writes get slower and nothing is gained: seven ' +
    'bear the loss of three already.',
  fix: 'Make some of them agents. Five servers are plenty.',
  *check({ datastore, servers }, source) {
    const eighth = servers[MOST];
    if (datastore !== 'etcd' || eighth === undefined) return;
    yield {
      path: pathOf(eighth, 'role'),
      message: `${source.quote(pathOf(eighth, 'name'))} is server number ${MOST + 1} of ${servers.length}, and etcd advises ${MOST} at most.`,
      hint: 'Every write would wait for more of them. Make some of them agents; five servers are plenty.',
    };
  },
};
