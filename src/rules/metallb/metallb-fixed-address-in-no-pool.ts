import { pathOf, joinList } from '../../diagnostics';
import { listMetalLbServices, findPoolWith } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressInNoPool: NetworkRule = {
  id: 'metallb-fixed-address-in-no-pool',
  severity: 'error',
  title: 'Fixed address outside all MetalLB pools',
  why: 'MetalLB assigns addresses of its pools only. A Service that requests another one stays <pending>.',
  fix: 'Write an address of a pool, or add it to one as "address/32".',
  check(plan, report, source) {
    const pools = plan.metallb?.ipAddressPools ?? [];
    const families = new Set(plan.serviceCidr.map(({ family }) => family));
    for (const { loadBalancerIPs } of listMetalLbServices(plan)) {
      for (const address of loadBalancerIPs) {
        if (!families.has(address.family) || findPoolWith(pools, address) !== undefined) continue;
        const ranges = pools
          .flatMap(({ addresses }) => addresses)
          .filter(({ family }) => family === address.family);
        const bits = address.family === 4 ? 32 : 128;
        report({
          path: pathOf(address),
          message: `${source.quote(address)} is in none of the pools.`,
          hint:
            ranges.length === 0
              ? `No pool has an IPv${address.family} range. Add one: "${address.toString()}/${bits}".`
              : `MetalLB assigns addresses of its pools only: ${joinList(ranges.map((range) => source.quote(range)))}. Write one of these, or add "${address.toString()}/${bits}" to a pool.`,
        });
      }
    }
  },
};
