import { pathOf } from '../../diagnostics';
import { findNodesApart } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const etcdAcrossSites: NetworkRule = {
  id: 'etcd-across-sites',
  severity: 'warning',
  title: 'Embedded etcd with servers at different sites',
  why:
    'etcd members connect to each other by nodeIp, whatever flannel uses. k3s does not support embedded etcd over ' +
    'external addresses. Servers of two sites either cannot connect, or lose quorum when the link is slow.',
  fix: 'Keep all servers at one site, or use an external datastore.',
  check({ datastore, flannel, lan, servers }, report, source) {
    if (datastore !== 'etcd' || !flannel.externalIp) return;
    const apart = findNodesApart(lan, servers);
    if (apart === undefined) return;
    const [near, far] = apart;
    report({
      path: pathOf(far),
      message: `${source.quote(far)} is a server in another network than server ${source.quote(near)} (${source.line(near)}), and etcd does not use external addresses.`,
      hint: 'etcd members connect by nodeIp only. Keep all servers at one site, or use an external datastore.',
    });
  },
};
