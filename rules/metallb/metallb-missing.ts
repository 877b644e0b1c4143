import type { LoadBalancerService, Path, Rule } from '../../network';
import { at, loadBalancerServices } from '../../network';

export const metallbMissing: Rule = {
  id: 'metallb-missing',
  severity: 'error',
  title: 'A Service asks for something that only MetalLB gives, and there is no MetalLB',
  why:
    'Fixed addresses, pools and shared addresses are annotations that only MetalLB reads. ServiceLB answers on the ' +
    "nodes' own addresses, whatever they say.",
  fix: 'Add a metallb block, or leave the key out.',
  *check(plan, source) {
    if (plan.metallb !== undefined) return;
    for (const service of loadBalancerServices(plan)) {
      for (const path of asked(service)) {
        yield {
          at: path,
          message: `${source.quote(path)} is asked of MetalLB, and there is no metallb block.`,
          hint: plan.serviceLb.enabled
            ? "ServiceLB does not read it, and answers on the nodes' own addresses. Add a metallb block, or leave the key out."
            : 'Nothing else reads it. Add a metallb block, or leave the key out.',
        };
      }
    }
  },
};

/** The places of what a Service asks MetalLB for. */
function asked({ settings, loadBalancerIPs, ipAddressPool, allowSharedIp }: LoadBalancerService): Path[] {
  return [
    ...loadBalancerIPs.map((address) => at(address)),
    ...(ipAddressPool === undefined ? [] : [at(settings, 'ipAddressPool')]),
    ...(allowSharedIp === undefined ? [] : [at(settings, 'allowSharedIp')]),
  ];
}
