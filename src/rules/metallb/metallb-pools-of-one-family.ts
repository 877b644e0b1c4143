import { pathOf } from '../../diagnostics';
import { hasFamily, listMetalLbServices, findPoolsFor, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolsOfOneFamily: NetworkRule = {
  id: 'metallb-pools-of-one-family',
  severity: 'warning',
  title: 'IPv4 and IPv6 in different MetalLB pools on a dual-stack cluster',
  why:
    'MetalLB assigns all addresses of a Service from one pool. If no pool has both families, a dual-stack Service ' +
    'gets an address of one family only.',
  fix: 'Put an IPv4 and an IPv6 range into one pool.',
  check(plan, report, source) {
    for (const service of listMetalLbServices(plan)) {
      if (service.ipFamilies.length < 2 || service.loadBalancerIPs.length > 0) continue;
      const pools = findPoolsFor(plan.metallb?.ipAddressPools ?? [], service);
      const four = pools.find((pool) => hasFamily(pool, 4));
      const six = pools.find((pool) => hasFamily(pool, 6));
      if (
        four === undefined ||
        six === undefined ||
        pools.some((pool) => hasFamily(pool, 4) && hasFamily(pool, 6))
      )
        continue;
      report({
        path: pathOf(six, 'addresses'),
        message: `pool "${six.name}" has IPv6 and pool "${four.name}" (${source.line(pathOf(four, 'name'))}) IPv4, but ${formatService(service, source)} gets both of its addresses from one pool.`,
        hint: 'It would get an address of one family only. Put an IPv4 and an IPv6 range into one pool.',
      });
      return;
    }
  },
};
