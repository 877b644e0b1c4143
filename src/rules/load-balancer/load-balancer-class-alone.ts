import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const loadBalancerClassAlone: NetworkRule = {
  id: 'load-balancer-class-alone',
  severity: 'hint',
  title: 'MetalLB serves one class only, and nothing serves the other Services',
  why:
    'With a loadBalancerClass, MetalLB ignores every Service without it, such as those of most Helm charts. With ' +
    'ServiceLB also disabled, these Services stay <pending>.',
  fix: 'Leave ServiceLB enabled, or remove loadBalancerClass.',
  check({ metallb, serviceLb }, report, source) {
    if (metallb?.loadBalancerClass === undefined || serviceLb.enabled) return;
    const path = pathOf(metallb, 'loadBalancerClass');
    report({
      path,
      message: `${source.quote(path)} is the only class that MetalLB serves, and ServiceLB is disabled (${source.line(pathOf(serviceLb, 'mode'))}).`,
      hint: 'Services without the class would stay <pending>. Leave ServiceLB enabled, or remove loadBalancerClass.',
    });
  },
};
