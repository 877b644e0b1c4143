import { pathOf, citeValue } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFixedAddressFamily: NetworkRule = {
  id: 'metallb-fixed-address-family',
  severity: 'error',
  title: 'Fixed addresses do not match the address families of the cluster',
  why:
    'A Service has one address per family of the cluster. If it requests more, or another family, MetalLB assigns no ' +
    'address.',
  fix: 'Write one address, or one IPv4 and one IPv6 address on a dual-stack cluster.',
  check(plan, report, source) {
    const [primary] = plan.serviceCidr;
    const families = new Set(plan.serviceCidr.map(({ family }) => family));
    if (plan.metallb === undefined || primary === undefined) return;
    for (const { loadBalancerIPs } of listLoadBalancerServices(plan)) {
      for (const [index, address] of loadBalancerIPs.entries()) {
        const twin = loadBalancerIPs.slice(0, index).find(({ family }) => family === address.family);
        if (!families.has(address.family)) {
          report({
            path: pathOf(address),
            message: `${source.quote(address)} is IPv${address.family}, and Services of this cluster have no such address: serviceCidr is ${citeValue(source, primary)}.`,
          });
        } else if (twin !== undefined) {
          report({
            path: pathOf(address),
            message: `${source.quote(address)} is IPv${address.family} like ${source.quote(twin)} of the same Service.`,
          });
        }
      }
    }
  },
};
