import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsFamilyTwice: NetworkRule = {
  id: 'cluster-dns-family-twice',
  severity: 'error',
  title: 'clusterDns has two addresses of one family',
  why:
    'A Service has at most one address per family. The API server rejects kube-dns with two of a family, and no name ' +
    'resolves.',
  fix: 'Keep one address per family. For more capacity, use more replicas.',
  check({ clusterDns }, report, source) {
    for (const [index, address] of clusterDns.entries()) {
      const earlier = clusterDns.slice(0, index).find(({ family }) => family === address.family);
      if (earlier === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is a second IPv${address.family} address beside ${source.quote(earlier)} (${source.line(earlier)}).`,
        hint: 'A Service has at most one address per family. The API server would reject kube-dns. Keep one.',
      });
    }
  },
};
