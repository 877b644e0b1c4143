import { findMetalLbOptions, listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbNotInProfile: NetworkRule = {
  id: 'metallb-not-in-profile',
  severity: 'warning',
  title: 'Service option for a MetalLB that is not in the profile',
  why:
    'Fixed addresses, pools and shared addresses are annotations for MetalLB. k3s-netstack cannot check them against ' +
    'a MetalLB that is not in the profile, and it may not be installed.',
  fix: 'Add a metallb block. With a MetalLB that is installed otherwise, silence this rule.',
  check(plan, report, source) {
    if (plan.metallb !== undefined || plan.serviceLb.enabled) return;
    for (const path of listLoadBalancerServices(plan).flatMap(findMetalLbOptions)) {
      report({
        path,
        message: `${source.quote(path)} needs MetalLB, and there is no metallb block.`,
      });
    }
  },
};
