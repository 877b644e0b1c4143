import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsOneFamily: NetworkRule = {
  id: 'cluster-dns-one-family',
  severity: 'hint',
  title: 'A dual-stack cluster asks its DNS over one family only',
  why:
    'Pods are told one name server, of one family. Everything resolves, both A and AAAA, until that family fails on a ' +
    'node: then its pods resolve nothing although the other family still works.',
  fix: 'Add an address of the other family, or leave clusterDns out: k3s takes the tenth of each network.',
  *check({ clusterDns, serviceCidr }, source) {
    const [only, second] = clusterDns;
    if (only === undefined || second !== undefined) return;
    const other = serviceCidr.find(({ family }) => family !== only.family);
    if (other === undefined) return;
    yield {
      path: pathOf(only),
      message: `${source.quote(only)} is the only address of the cluster DNS, and Services are dual-stack.`,
      hint: `Pods would ask over IPv${only.family} only. Add ${other.at(10n).toString()}, or leave clusterDns out.`,
    };
  },
};
