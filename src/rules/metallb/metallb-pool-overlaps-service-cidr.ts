import { formatSpan, intersection } from '../../address';
import { at, cited } from '../../diagnostics';
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
        const common = intersection(range, cidr);
        if (common === undefined) continue;
        yield {
          at: at(range),
          message: `${source.quote(range)} has ${formatSpan(common)} in common with serviceCidr ${cited(source, cidr)}.`,
          hint: 'Kubernetes gives these addresses to Services itself. Use a range outside serviceCidr.',
        };
      }
    }
  },
};
