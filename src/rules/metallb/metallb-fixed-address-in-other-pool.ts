import { pathOf } from '../../diagnostics';
import { listMetalLbServices, findPoolWith } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressInOtherPool: NetworkRule = {
  id: 'metallb-fixed-address-in-other-pool',
  severity: 'error',
  title: 'Fixed address is not in the pool that ipAddressPool names',
  why: 'MetalLB applies both requests or none: a Service whose address is not in its pool stays <pending>.',
  fix: 'Write an address of the pool, or remove ipAddressPool: the address determines the pool.',
  check(plan, report, source) {
    const pools = plan.metallb?.ipAddressPools ?? [];
    for (const { settings, loadBalancerIPs, ipAddressPool } of listMetalLbServices(plan)) {
      const named = pools.find(({ name }) => name === ipAddressPool);
      if (named === undefined) continue;
      for (const address of loadBalancerIPs) {
        const pool = findPoolWith(pools, address);
        if (pool === undefined || pool === named) continue;
        const path = pathOf(settings, 'ipAddressPool');
        report({
          path: pathOf(address),
          message: `${source.quote(address)} is in pool "${pool.name}" (${source.line(pathOf(pool, 'name'))}), not in pool ${source.quote(path)} of ipAddressPool (${source.line(path)}).`,
        });
      }
    }
  },
};
