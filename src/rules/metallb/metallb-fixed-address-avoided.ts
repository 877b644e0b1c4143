import { pathOf } from '../../diagnostics';
import { isBuggyIP, listMetalLbServices, findPoolWith } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressAvoided: NetworkRule = {
  id: 'metallb-fixed-address-avoided',
  severity: 'error',
  title: 'A fixed address ends in .0 or .255, and its pool avoids those',
  why:
    'With avoidBuggyIPs MetalLB gives no address that ends in .0 or .255 to anybody, not even to a Service that asks for ' +
    'it. The Service stays <pending>.',
  fix: 'Write another address of the pool, or leave avoidBuggyIPs out.',
  *check(plan, source) {
    const pools = plan.metallb?.ipAddressPools ?? [];
    for (const address of listMetalLbServices(plan).flatMap(({ loadBalancerIPs }) => loadBalancerIPs)) {
      const pool = findPoolWith(pools, address);
      if (pool === undefined || !pool.avoidBuggyIPs || !isBuggyIP(address)) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is an address that pool "${pool.name}" keeps back, by avoidBuggyIPs (${source.line(pathOf(pool, 'avoidBuggyIPs'))}).`,
      };
    }
  },
};
