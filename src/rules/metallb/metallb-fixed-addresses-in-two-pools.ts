import { pathOf } from '../../diagnostics';
import { listMetalLbServices, findPoolWith } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressesInTwoPools: NetworkRule = {
  id: 'metallb-fixed-addresses-in-two-pools',
  severity: 'error',
  title: 'Fixed IPv4 and IPv6 address of a Service in different pools',
  why:
    'MetalLB assigns all addresses of a Service from one pool. With an IPv4 address of one pool and an IPv6 address ' +
    'of another, the Service stays <pending>.',
  fix: 'Put an IPv4 and an IPv6 range into one pool, and use addresses of it.',
  check(plan, report, source) {
    const pools = plan.metallb?.ipAddressPools ?? [];
    for (const { loadBalancerIPs, ipAddressPool } of listMetalLbServices(plan)) {
      const [first, second] = loadBalancerIPs;
      if (first === undefined || second === undefined || ipAddressPool !== undefined) continue;
      const [one, other] = [findPoolWith(pools, first), findPoolWith(pools, second)];
      if (one === undefined || other === undefined || one === other) continue;
      report({
        path: pathOf(second),
        message: `${source.quote(second)} is in pool "${other.name}" (${source.line(pathOf(other, 'name'))}), and ${source.quote(first)} of the same Service in pool "${one.name}" (${source.line(pathOf(one, 'name'))}).`,
      });
    }
  },
};
