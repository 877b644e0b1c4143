import { pathOf } from '../../diagnostics';
import { listMetalLbServices, findSharedAddresses, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbAddressAskedTwice: NetworkRule = {
  id: 'metallb-address-asked-twice',
  severity: 'error',
  title: 'Two Services request the same MetalLB address without allowSharedIp',
  why:
    'MetalLB assigns an address to one Service, unless all Services that request it have the same allowSharedIp. The ' +
    'second stays <pending>. After a restart it may be the other one.',
  fix: 'Request different addresses, or set the same allowSharedIp and different ports on both.',
  check(plan, report, source) {
    for (const { service, address, other, otherAddress, allowed } of findSharedAddresses(
      listMetalLbServices(plan),
    )) {
      if (allowed) continue;
      const keys = [service.allowSharedIp, other.allowSharedIp];
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is already requested by ${formatService(other, source)}.`,
        hint: keys.includes(undefined)
          ? `Write another address${keys.every((key) => key === undefined) ? ', or the same allowSharedIp for both' : `, or allowSharedIp: ${keys.find((key) => key !== undefined)} for both`}, with different ports.`
          : `To share it, both need the same allowSharedIp: it is "${service.allowSharedIp}" here and "${other.allowSharedIp}" there (${source.line(pathOf(otherAddress))}).`,
      });
    }
  },
};
