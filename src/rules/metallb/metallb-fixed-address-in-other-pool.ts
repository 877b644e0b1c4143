import { pathOf } from '../../diagnostics';
import { listMetalLbServices, findPoolWith } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressInOtherPool: NetworkRule = {
  id: 'metallb-fixed-address-in-other-pool',
  severity: 'error',
  title: 'A fixed address is in another pool than the one that is named beside it',
  why: 'MetalLB takes both wishes or none: a Service whose address is not of its pool stays <pending>.',
  fix: 'Write an address of the pool, or leave ipAddressPool out: the address says which pool it is.',
  *check(plan, source) {
    const pools = plan.metallb?.ipAddressPools ?? [];
    for (const { settings, loadBalancerIPs, ipAddressPool } of listMetalLbServices(plan)) {
      const named = pools.find(({ name }) => name === ipAddressPool);
      if (named === undefined) continue;
      for (const address of loadBalancerIPs) {
        const pool = findPoolWith(pools, address);
        if (pool === undefined || pool === named) continue;
        const path = pathOf(settings, 'ipAddressPool');
        yield {
          path: pathOf(address),
          message: `${source.quote(address)} is in pool "${pool.name}" (${source.line(pathOf(pool, 'name'))}), not in pool ${source.quote(path)} that ipAddressPool names (${source.line(path)}).`,
        };
      }
    }
  },
};
