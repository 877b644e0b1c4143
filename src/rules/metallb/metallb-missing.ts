import { findMetalLbOptions, listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbMissing: NetworkRule = {
  id: 'metallb-missing',
  severity: 'error',
  title: 'A Service asks ServiceLB for something that only MetalLB gives',
  why:
    'Fixed addresses, pools and shared addresses are annotations that MetalLB reads. ServiceLB answers on the ' +
    "nodes' own addresses, whatever they say.",
  fix: 'Add a metallb block, or leave the key out.',
  *check(plan, source) {
    if (plan.metallb !== undefined || !plan.serviceLb.enabled) return;
    for (const path of listLoadBalancerServices(plan).flatMap(findMetalLbOptions)) {
      yield {
        path: path,
        message: `${source.quote(path)} is asked of MetalLB, and there is no metallb block.`,
        hint: "ServiceLB does not read it, and answers on the nodes' own addresses. Add a metallb block, or leave the key out.",
      };
    }
  },
};
