import type { LoadBalancerService } from '../../plan';
import { pathOf } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const loadBalancerMissing: NetworkRule = {
  id: 'load-balancer-missing',
  severity: 'warning',
  title: 'No load balancer serves a Service',
  why:
    'A Service of type LoadBalancer gets its address from ServiceLB, MetalLB or another load balancer. Without one ' +
    'it stays <pending>, and no client outside the cluster can reach it.',
  fix: 'Leave ServiceLB enabled, or add metallb. With another load balancer, such as kube-vip or Cilium, silence this rule.',
  check(plan, report, source) {
    const waiting = listLoadBalancerServices(plan).filter(
      (service) => service.servedBy === 'none' && !asksMetalLb(service),
    );
    for (const { title, owner } of waiting) {
      const path = pathOf(plan.serviceLb, 'mode');
      report({
        path: source.states(pathOf(owner)) ? pathOf(owner) : path,
        message: `no load balancer serves the Service of ${title}: ServiceLB is disabled (${source.line(path)}), and no MetalLB serves it.`,
        hint: 'It would stay <pending>. Leave ServiceLB enabled, add metallb, or silence this rule if you install another load balancer.',
      });
    }
  },
};

/** Another rule reports a Service that requests something from MetalLB. */
function asksMetalLb({ loadBalancerIPs, ipAddressPool, allowSharedIp }: LoadBalancerService): boolean {
  return loadBalancerIPs.length > 0 || ipAddressPool !== undefined || allowSharedIp !== undefined;
}
