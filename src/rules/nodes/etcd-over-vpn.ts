import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const etcdOverVpn: NetworkRule = {
  id: 'etcd-over-vpn',
  severity: 'warning',
  title: 'Embedded etcd over a VPN',
  why:
    'etcd members connect to each other by nodeIp, which is an address of the VPN. k3s does not support embedded etcd ' +
    'between sites: with a slow or interrupted link the servers lose quorum.',
  fix: 'Use one server, an external datastore, or keep all servers at one site and silence this rule.',
  check({ datastore, servers, vpn }, report, source) {
    const [first, second] = servers;
    if (vpn === undefined || datastore !== 'etcd' || first === undefined || second === undefined) return;
    report({
      path: pathOf(second, 'role'),
      message: `Servers "${first.name}" (${source.line(pathOf(first, 'name'))}) and "${second.name}" would replicate etcd over ${vpn.name}.`,
      hint: 'k3s does not support etcd between sites. Use one server, an external datastore, or keep all servers at one site and silence this rule.',
    });
  },
};
