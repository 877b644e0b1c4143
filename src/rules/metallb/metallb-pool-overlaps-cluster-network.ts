import { formatSpan, intersect } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import { listClusterNetworks } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOverlapsClusterNetwork: NetworkRule = {
  id: 'metallb-pool-overlaps-cluster-network',
  severity: 'error',
  title: 'MetalLB pool overlaps clusterCidr or serviceCidr',
  why:
    'Nodes route addresses of clusterCidr to pods, and kube-proxy translates addresses of serviceCidr. A Service with ' +
    'such an address is unreachable, or shares it with a pod or another Service.',
  fix: 'Use a range outside clusterCidr and serviceCidr.',
  check(plan, report, source) {
    for (const range of plan.metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      for (const { cidr, title } of listClusterNetworks(plan)) {
        const common = intersect(range, cidr);
        if (common === undefined) continue;
        report({
          path: pathOf(range),
          message: `${source.quote(range)} overlaps ${title} ${citeValue(source, cidr)} at ${formatSpan(common)}.`,
          hint: 'The cluster assigns these addresses to pods or Services itself. Use a range outside clusterCidr and serviceCidr.',
        });
      }
    }
  },
};
