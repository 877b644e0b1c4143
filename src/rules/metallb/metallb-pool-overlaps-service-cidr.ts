import { formatSpan, intersect } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOverlapsServiceCidr: NetworkRule = {
  id: 'metallb-pool-overlaps-service-cidr',
  severity: 'error',
  title: "A MetalLB pool reaches into the Services' own network",
  why:
    'kube-proxy answers for the addresses of serviceCidr on every node. The same address given out by MetalLB sooner ' +
    'or later belongs to two Services at once.',
  fix: 'Use a range outside serviceCidr.',
  *check({ metallb, serviceCidr }, source) {
    for (const range of metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      for (const cidr of serviceCidr) {
        const common = intersect(range, cidr);
        if (common === undefined) continue;
        yield {
          path: pathOf(range),
          message: `${source.quote(range)} has ${formatSpan(common)} in common with serviceCidr ${citeValue(source, cidr)}.`,
          hint: 'Kubernetes gives these addresses to Services itself. Use a range outside serviceCidr.',
        };
      }
    }
  },
};
