import { pathOf, citeValue } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressFamily: NetworkRule = {
  id: 'metallb-fixed-address-family',
  severity: 'error',
  title: 'A Service asks for two addresses of one family, or for one that the cluster does not have',
  why:
    'A Service has one address of each family that the cluster has. MetalLB gives nothing at all to one that asks for ' +
    'more, or for others.',
  fix: 'Write one address, or one IPv4 and one IPv6 address on a dual-stack cluster.',
  *check(plan, source) {
    const [primary] = plan.serviceCidr;
    const families = new Set(plan.serviceCidr.map(({ family }) => family));
    if (plan.metallb === undefined || primary === undefined) return;
    for (const { loadBalancerIPs } of listLoadBalancerServices(plan)) {
      for (const [index, address] of loadBalancerIPs.entries()) {
        const twin = loadBalancerIPs.slice(0, index).find(({ family }) => family === address.family);
        if (!families.has(address.family)) {
          yield {
            path: pathOf(address),
            message: `${source.quote(address)} is IPv${address.family}, and no Service of this cluster is: serviceCidr is ${citeValue(source, primary)}.`,
          };
        } else if (twin !== undefined) {
          yield {
            path: pathOf(address),
            message: `${source.quote(address)} is IPv${address.family} like ${source.quote(twin)} of the same Service.`,
          };
        }
      }
    }
  },
};
