import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsServersUnreachable: NetworkRule = {
  id: 'coredns-servers-unreachable',
  severity: 'error',
  title: 'All servers of a forward have an address family that pods do not have',
  why:
    'CoreDNS runs in a pod. Where pods have addresses of one family only, it cannot reach servers of the other ' +
    'family, and none of the names resolves.',
  fix: "Write a server address of the pods' family, or make the cluster dual-stack.",
  check({ coredns, clusterCidr }, report, source) {
    const families = new Set(clusterCidr.map(({ family }) => family));
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const servers = serversOf(forward);
      const [first] = servers;
      if (first === undefined || servers.some(({ address }) => families.has(address.family))) continue;
      report({
        path: first.path,
        message: `${source.quote(first.path)} is IPv${first.address.family}, but pods of this cluster have IPv${[...families].join(' and IPv')} only.`,
      });
    }
  },
};
