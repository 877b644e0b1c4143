import { pathOf } from '../../diagnostics';
import { findCommonPort, listMetalLbServices, findSharedAddresses, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbSharedAddressPolicyClash: NetworkRule = {
  id: 'metallb-shared-address-policy-clash',
  severity: 'error',
  title: 'Services share an address, and one answers only on the nodes of its pods',
  why:
    'With externalTrafficPolicy Local an address is announced from nodes that have a pod of the Service. Two Services ' +
    'with different pods cannot both have that, so MetalLB lets them share with Cluster only.',
  fix: 'Set externalTrafficPolicy: Cluster for both, or give each an address of its own.',
  *check(plan, source) {
    for (const { service, address, other, allowed } of findSharedAddresses(listMetalLbServices(plan))) {
      const local = [service, other].find(({ externalTrafficPolicy }) => externalTrafficPolicy === 'Local');
      if (!allowed || local === undefined || findCommonPort(service, other) !== undefined) continue;
      const path = pathOf(local.settings, 'externalTrafficPolicy');
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is shared with ${formatService(other, source)}, and externalTrafficPolicy of ${local.title} is ${source.quote(path)} (${source.line(path)}).`,
      };
    }
  },
};
