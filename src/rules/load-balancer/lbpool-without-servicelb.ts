import { pathOf } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const lbpoolWithoutServicelb: NetworkRule = {
  id: 'lbpool-without-servicelb',
  severity: 'warning',
  title: 'A Service has a ServiceLB pool, but ServiceLB does not serve it',
  why:
    'Only ServiceLB reads the label lbpool. MetalLB assigns such a Service an address from any pool and announces ' +
    'it from any node.',
  fix: 'Remove lbpool. With MetalLB, write ipAddressPool.',
  check(plan, report, source) {
    for (const { lbpool, settings, servedBy } of listLoadBalancerServices(plan)) {
      if (lbpool === undefined || servedBy === 'servicelb') continue;
      const path = pathOf(settings, 'lbpool');
      report({
        path,
        message: `${source.quote(path)} has no effect: ServiceLB does not serve this Service.`,
        hint: servedBy === 'metallb' ? 'Remove it, or write ipAddressPool: MetalLB serves it.' : 'Remove it.',
      });
    }
  },
};
