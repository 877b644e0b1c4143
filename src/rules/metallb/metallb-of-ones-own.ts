import { findMetalLbOptions, listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbOfOnesOwn: NetworkRule = {
  id: 'metallb-of-ones-own',
  severity: 'warning',
  title: 'A Service asks for something of a MetalLB that the profile does not know',
  why:
    'Fixed addresses, pools and shared addresses are annotations that MetalLB reads, and nothing else. Where it is not in ' +
    'the profile nobody checks what is asked of it, and perhaps it is not there at all.',
  fix: 'Add a metallb block. With a MetalLB that something else installs, silence this rule.',
  *check(plan, source) {
    if (plan.metallb !== undefined || plan.serviceLb.enabled) return;
    for (const path of listLoadBalancerServices(plan).flatMap(findMetalLbOptions)) {
      yield {
        path: path,
        message: `${source.quote(path)} is asked of MetalLB, and there is no metallb block.`,
      };
    }
  },
};
