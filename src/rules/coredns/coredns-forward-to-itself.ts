import { citeValue } from '../../diagnostics';
import { allServers } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsForwardToItself: NetworkRule = {
  id: 'coredns-forward-to-itself',
  severity: 'error',
  title: 'The cluster DNS is to ask itself',
  why:
    'CoreDNS sends the query to its own address, gets it back, and sends it again. With the loop plugin it ends itself ' +
    'when it notices, and otherwise when it has no memory left: either way the cluster has no DNS.',
  fix: "Write a name server outside the cluster, such as the LAN's router.",
  *check({ coredns, clusterDns }, source) {
    for (const { address, path } of allServers(coredns)) {
      const own = clusterDns.find((one) => one.equals(address));
      if (own === undefined) continue;
      yield {
        path,
        message: `${source.quote(path)} is the cluster DNS itself: clusterDns is ${citeValue(source, own)}.`,
      };
    }
  },
};
