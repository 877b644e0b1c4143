import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsOneFamily: NetworkRule = {
  id: 'cluster-dns-one-family',
  severity: 'hint',
  title: 'clusterDns has one address in a dual-stack cluster',
  why:
    'Pods get one name server, of one family. If that family fails on a node, its pods resolve no name, although the ' +
    'other family still works.',
  fix: 'Add an address of the other family, or omit clusterDns: k3s uses the tenth of each network.',
  check({ clusterDns, serviceCidr }, report, source) {
    const [only, second] = clusterDns;
    if (only === undefined || second !== undefined) return;
    const other = serviceCidr.find(({ family }) => family !== only.family);
    if (other === undefined) return;
    report({
      path: pathOf(only),
      message: `${source.quote(only)} is the only address of the cluster DNS, and Services are dual-stack.`,
      hint: `Pods would send queries over IPv${only.family} only. Add ${other.at(10n).toString()}, or omit clusterDns.`,
    });
  },
};
