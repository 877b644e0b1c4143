import { pathOf } from '../../diagnostics';
import { isBuggyIP, listMetalLbServices, findPoolWith } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressAvoided: NetworkRule = {
  id: 'metallb-fixed-address-avoided',
  severity: 'error',
  title: 'Fixed address that avoidBuggyIPs excludes',
  why:
    'With avoidBuggyIPs, MetalLB assigns no address that ends in .0 or .255, even if a Service requests it. The ' +
    'Service stays <pending>.',
  fix: 'Write another address of the pool, or remove avoidBuggyIPs.',
  check(plan, report, source) {
    const pools = plan.metallb?.ipAddressPools ?? [];
    for (const address of listMetalLbServices(plan).flatMap(({ loadBalancerIPs }) => loadBalancerIPs)) {
      const pool = findPoolWith(pools, address);
      if (pool === undefined || !pool.avoidBuggyIPs || !isBuggyIP(address)) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is excluded from pool "${pool.name}" by avoidBuggyIPs (${source.line(pathOf(pool, 'avoidBuggyIPs'))}).`,
      });
    }
  },
};
