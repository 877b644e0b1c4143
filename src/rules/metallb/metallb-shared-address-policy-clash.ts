import { at } from '../../diagnostics';
import { commonPort, metalLbServices, sharedAddresses, titled } from '../../plan';
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
    for (const { service, address, other, allowed } of sharedAddresses(metalLbServices(plan))) {
      const local = [service, other].find(({ externalTrafficPolicy }) => externalTrafficPolicy === 'Local');
      if (!allowed || local === undefined || commonPort(service, other) !== undefined) continue;
      const path = at(local.settings, 'externalTrafficPolicy');
      yield {
        at: at(address),
        message: `${source.quote(address)} is shared with ${titled(other, source)}, and externalTrafficPolicy of ${local.title} is ${source.quote(path)} (${source.line(path)}).`,
      };
    }
  },
};
