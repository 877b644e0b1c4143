import { citeValue } from '../../diagnostics';
import { allServers } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsForwardToItself: NetworkRule = {
  id: 'coredns-forward-to-itself',
  severity: 'error',
  title: 'The cluster DNS forwards to itself',
  why:
    'CoreDNS sends the query to its own address, receives it, and sends it again. The loop plugin detects this and ' +
    'CoreDNS exits; without it CoreDNS runs out of memory. The cluster has no DNS.',
  fix: "Write a name server outside the cluster, such as the LAN's router.",
  check({ coredns, clusterDns }, report, source) {
    for (const { address, path } of allServers(coredns)) {
      const own = clusterDns.find((one) => one.equals(address));
      if (own === undefined) continue;
      report({
        path,
        message: `${source.quote(path)} is the cluster DNS itself: clusterDns is ${citeValue(source, own)}.`,
      });
    }
  },
};
