import { at } from '../../diagnostics';
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
    const place = at(metallb, 'loadBalancerClass');
    yield {
      at: place,
      message: `${source.quote(place)} is all that MetalLB serves, and ServiceLB is off (${source.line(at(serviceLb, 'mode'))}).`,
      hint: 'Services without the class would stay <pending>. Leave ServiceLB on for them, or loadBalancerClass out.',
    };
  },
};
