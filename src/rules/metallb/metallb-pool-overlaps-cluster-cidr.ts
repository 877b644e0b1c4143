import { formatSpan, intersect } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOverlapsClusterCidr: NetworkRule = {
  id: 'metallb-pool-overlaps-cluster-cidr',
  severity: 'error',
  title: "A MetalLB pool reaches into the pods' network",
  why:
    'Every node has a route for the pod network into its own overlay. A Service address in there is routed to pods, ' +
    'some of which have that very address, and is never reached.',
  fix: 'Use a range outside clusterCidr.',
  *check({ metallb, clusterCidr }, source) {
    for (const range of metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      for (const cidr of clusterCidr) {
        const common = intersect(range, cidr);
        if (common === undefined) continue;
        yield {
          path: pathOf(range),
          message: `${source.quote(range)} has ${formatSpan(common)} in common with clusterCidr ${citeValue(source, cidr)}.`,
          hint: 'Nodes route these addresses to pods. Use a range outside clusterCidr.',
        };
      }
    }
  },
};
