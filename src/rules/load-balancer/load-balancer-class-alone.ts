import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const loadBalancerClassAlone: NetworkRule = {
  id: 'load-balancer-class-alone',
  severity: 'hint',
  title: 'MetalLB keeps to a class, and nothing serves the other Services',
  why:
    'With a loadBalancerClass MetalLB passes over every Service without it, and those are most that charts bring. With ' +
    'ServiceLB off as well they stay <pending>.',
  fix: 'Leave ServiceLB on for them, or leave loadBalancerClass out.',
  *check({ metallb, serviceLb }, source) {
    if (metallb?.loadBalancerClass === undefined || serviceLb.enabled) return;
    const path = pathOf(metallb, 'loadBalancerClass');
    yield {
      path,
      message: `${source.quote(path)} is all that MetalLB serves, and ServiceLB is off (${source.line(pathOf(serviceLb, 'mode'))}).`,
      hint: 'Services without the class would stay <pending>. Leave ServiceLB on for them, or loadBalancerClass out.',
    };
  },
};
