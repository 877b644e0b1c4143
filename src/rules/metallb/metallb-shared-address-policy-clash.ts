import { pathOf } from '../../diagnostics';
import { findCommonPort, listMetalLbServices, findSharedAddresses, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbSharedAddressPolicyClash: NetworkRule = {
  id: 'metallb-shared-address-policy-clash',
  severity: 'error',
  title: 'Services share an address with externalTrafficPolicy: Local',
  why:
    'With externalTrafficPolicy: Local, only nodes with a pod of the Service announce its address. This cannot apply ' +
    'to two Services with different pods, so MetalLB requires Cluster for a shared address.',
  fix: 'Set externalTrafficPolicy: Cluster for both, or use different addresses.',
  check(plan, report, source) {
    for (const { service, address, other, allowed } of findSharedAddresses(listMetalLbServices(plan))) {
      const local = [service, other].find(({ externalTrafficPolicy }) => externalTrafficPolicy === 'Local');
      if (!allowed || local === undefined || findCommonPort(service, other) !== undefined) continue;
      const path = pathOf(local.settings, 'externalTrafficPolicy');
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is shared with ${formatService(other, source)}, and externalTrafficPolicy of ${local.title} is ${source.quote(path)} (${source.line(path)}).`,
      });
    }
  },
};
