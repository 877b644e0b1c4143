import { findMetalLbOptions, listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbMissing: NetworkRule = {
  id: 'metallb-missing',
  severity: 'error',
  title: 'Service option that needs MetalLB without a metallb block',
  why:
    'Fixed addresses, pools and shared addresses are annotations for MetalLB. ServiceLB ignores them and uses the ' +
    'addresses of the nodes.',
  fix: 'Add a metallb block, or remove the key.',
  check(plan, report, source) {
    if (plan.metallb !== undefined || !plan.serviceLb.enabled) return;
    for (const path of listLoadBalancerServices(plan).flatMap(findMetalLbOptions)) {
      report({
        path,
        message: `${source.quote(path)} needs MetalLB, and there is no metallb block.`,
        hint: 'ServiceLB ignores it and uses the addresses of the nodes. Add a metallb block, or remove the key.',
      });
    }
  },
};
