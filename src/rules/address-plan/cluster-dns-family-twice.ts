import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsFamilyTwice: NetworkRule = {
  id: 'cluster-dns-family-twice',
  severity: 'error',
  title: 'The cluster DNS has two addresses of one family',
  why:
    'A Service has one address of each family at most. The API server refuses kube-dns with two of a family, and no name ' +
    'resolves.',
  fix: 'Keep one address of each family. More answers come from more replicas, not from more addresses.',
  *check({ clusterDns }, source) {
    for (const [index, address] of clusterDns.entries()) {
      const earlier = clusterDns.slice(0, index).find(({ family }) => family === address.family);
      if (earlier === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is a second IPv${address.family} address beside ${source.quote(earlier)} (${source.line(earlier)}).`,
        hint: 'A Service has one address of each family at most, and kube-dns would be refused. Keep one.',
      };
    }
  },
};
