import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolFamilyUnused: NetworkRule = {
  id: 'metallb-pool-family-unused',
  severity: 'warning',
  title: 'MetalLB pool of an address family that the cluster does not have',
  why:
    'MetalLB assigns addresses of the families of the Service. In a cluster of one family, it never assigns addresses ' +
    'of the other.',
  fix: 'Remove the range, or make the cluster dual-stack: both families in clusterCidr, serviceCidr and nodeIp.',
  check({ metallb, serviceCidr }, report, source) {
    const [primary] = serviceCidr;
    const families = new Set(serviceCidr.map(({ family }) => family));
    for (const range of metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      if (primary === undefined || families.has(range.family)) continue;
      report({
        path: pathOf(range),
        message: `${source.quote(range)} is IPv${range.family}, and Services of this cluster have no such address: serviceCidr is ${citeValue(source, primary)}.`,
        hint: 'MetalLB would never use the range. Remove it, or make the cluster dual-stack before you create it.',
      });
    }
  },
};
