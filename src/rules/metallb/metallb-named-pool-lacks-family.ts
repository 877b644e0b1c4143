import { pathOf } from '../../diagnostics';
import { hasFamily, listMetalLbServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbNamedPoolLacksFamily: NetworkRule = {
  id: 'metallb-named-pool-lacks-family',
  severity: 'error',
  title: 'ipAddressPool names a pool without addresses of the family of the Service',
  why:
    'A Service has the address families of the cluster. MetalLB assigns no address from a pool of the other family, ' +
    'and the Service stays <pending>.',
  fix: 'Name a pool with addresses of that family, or add a range to this one.',
  check(plan, report, source) {
    const pools = plan.metallb?.ipAddressPools ?? [];
    for (const { settings, loadBalancerIPs, ipAddressPool, ipFamilies } of listMetalLbServices(plan)) {
      const pool = pools.find(({ name }) => name === ipAddressPool);
      if (pool === undefined || loadBalancerIPs.length > 0) continue;
      if (ipFamilies.some((family) => hasFamily(pool, family))) continue;
      const path = pathOf(settings, 'ipAddressPool');
      report({
        path,
        message: `${source.quote(path)} is a pool (${source.line(pathOf(pool, 'name'))}) without IPv${ipFamilies[0] ?? 4} addresses, and the Services of this cluster are IPv${ipFamilies[0] ?? 4}.`,
      });
    }
  },
};
