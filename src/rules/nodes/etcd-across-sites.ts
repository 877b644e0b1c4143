import { pathOf } from '../../diagnostics';
import { findNodesApart } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const etcdAcrossSites: NetworkRule = {
  id: 'etcd-across-sites',
  severity: 'warning',
  title: 'Servers of different sites hold one etcd datastore',
  why:
    'etcd members speak to each other by their nodeIp, whatever flannel does, and k3s does not support embedded etcd over ' +
    'external addresses. Servers of two sites do not find each other, or lose each other with every slow minute.',
  fix: 'Keep all servers at one site, or use an external datastore.',
  *check({ datastore, flannel, lan, servers }, source) {
    if (datastore !== 'etcd' || !flannel.externalIp) return;
    const apart = findNodesApart(lan, servers);
    if (apart === undefined) return;
    const [near, far] = apart;
    yield {
      path: pathOf(far),
      message: `${source.quote(far)} is a server in another network than server ${source.quote(near)} (${source.line(near)}), and etcd knows no external addresses.`,
      hint: 'etcd members speak by nodeIp only. Keep all servers at one site, or use an external datastore.',
    };
  },
};
