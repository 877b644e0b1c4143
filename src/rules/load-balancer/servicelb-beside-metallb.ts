import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const servicelbBesideMetallb: NetworkRule = {
  id: 'servicelb-beside-metallb',
  severity: 'error',
  title: 'ServiceLB and MetalLB serve the same Services',
  why:
    'Both write the address of each LoadBalancer Service without a class, and each removes the address of the other ' +
    '("not allowed by config"). The address changes permanently. ServiceLB also occupies the ports of all Services ' +
    'on every node.',
  fix: 'Remove servicelb.mode, which disables ServiceLB beside MetalLB, or set metallb.loadBalancerClass.',
  check({ serviceLb, metallb }, report, source) {
    if (!serviceLb.enabled || metallb === undefined || metallb.loadBalancerClass !== undefined) return;
    const path = pathOf(serviceLb, 'mode');
    report({
      path,
      message: `${source.quote(path)} makes ServiceLB serve every Service, and so does MetalLB without a loadBalancerClass (${source.line(metallb)}).`,
      hint: 'Each would remove the address of the other. Remove servicelb.mode, or set metallb.loadBalancerClass.',
    });
  },
};
