import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsServerOfOtherFamily: NetworkRule = {
  id: 'coredns-server-of-other-family',
  severity: 'warning',
  title: 'Some servers of a forward have an address family that pods do not have',
  why: 'CoreDNS cannot reach these servers, and tries them repeatedly: part of the queries waits for a timeout.',
  fix: "Keep only servers of the pods' family.",
  check({ coredns, clusterCidr }, report, source) {
    const families = new Set(clusterCidr.map(({ family }) => family));
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const servers = serversOf(forward);
      if (!servers.some(({ address }) => families.has(address.family))) continue;
      for (const { address, path } of servers) {
        if (families.has(address.family)) continue;
        report({
          path,
          message: `${source.quote(path)} is IPv${address.family}, but pods of this cluster have IPv${[...families].join(' and IPv')} only.`,
        });
      }
    }
  },
};
