import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const servicelbBesideMetallb: NetworkRule = {
  id: 'servicelb-beside-metallb',
  severity: 'error',
  title: 'ServiceLB and MetalLB both answer every Service',
  why:
    'Both write the address of each LoadBalancer Service without a class, each takes the other\'s away as "not allowed by ' +
    'config", and the address changes for ever. ServiceLB also takes the ports of all Services on every node.',
  fix: 'Leave servicelb.mode out, which switches it off beside MetalLB, or give metallb a loadBalancerClass.',
  *check({ serviceLb, metallb }, source) {
    if (!serviceLb.enabled || metallb === undefined || metallb.loadBalancerClass !== undefined) return;
    const path = pathOf(serviceLb, 'mode');
    yield {
      path,
      message: `${source.quote(path)} answers every Service, and so does MetalLB without a loadBalancerClass (${source.line(metallb)}).`,
      hint: "Each would take the other's address away. Leave servicelb.mode out, or write metallb.loadBalancerClass.",
    };
  },
};
