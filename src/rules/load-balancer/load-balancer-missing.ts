import type { LoadBalancerService } from '../../plan';
import { pathOf } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const loadBalancerMissing: NetworkRule = {
  id: 'load-balancer-missing',
  severity: 'warning',
  title: 'A Service waits for a load balancer that is not there',
  why:
    'A Service of type LoadBalancer gets its address from ServiceLB, MetalLB or something of your own. Without any of them ' +
    'it stays <pending>, and nothing outside the cluster reaches it.',
  fix: 'Leave ServiceLB on, or add metallb. With a load balancer of your own, such as kube-vip or Cilium, silence this rule.',
  *check(plan, source) {
    const waiting = listLoadBalancerServices(plan).filter(
      (service) => service.servedBy === 'none' && !asksMetalLb(service),
    );
    for (const { title, owner } of waiting) {
      const path = pathOf(plan.serviceLb, 'mode');
      yield {
        path: source.states(pathOf(owner)) ? pathOf(owner) : path,
        message: `nobody gives the Service of ${title} an address: ServiceLB is off (${source.line(path)}) and there is no MetalLB for it.`,
        hint: 'It would stay <pending>. Leave ServiceLB on, add metallb, or silence this rule if you bring another one.',
      };
    }
  },
};

/** Another rule says what is wrong with a Service that asks MetalLB for something. */
function asksMetalLb({ loadBalancerIPs, ipAddressPool, allowSharedIp }: LoadBalancerService): boolean {
  return loadBalancerIPs.length > 0 || ipAddressPool !== undefined || allowSharedIp !== undefined;
}
