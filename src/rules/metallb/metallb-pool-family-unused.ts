import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolFamilyUnused: NetworkRule = {
  id: 'metallb-pool-family-unused',
  severity: 'warning',
  title: 'A pool has addresses of a family that no Service has',
  why:
    'MetalLB gives a Service addresses of the families that its cluster address has. In a cluster of one family the ' +
    'addresses of the other lie idle, and whoever planned with them waits in vain.',
  fix: 'Leave the range out, or make the cluster dual-stack: both families in clusterCidr, serviceCidr and nodeIp.',
  *check({ metallb, serviceCidr }, source) {
    const [primary] = serviceCidr;
    const families = new Set(serviceCidr.map(({ family }) => family));
    for (const range of metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      if (primary === undefined || families.has(range.family)) continue;
      yield {
        path: pathOf(range),
        message: `${source.quote(range)} is IPv${range.family}, and no Service of this cluster is: serviceCidr is ${citeValue(source, primary)}.`,
        hint: 'The range would never be used. Leave it out, or make the cluster dual-stack before it is built.',
      };
    }
  },
};
