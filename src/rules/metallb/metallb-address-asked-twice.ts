import { pathOf } from '../../diagnostics';
import { listMetalLbServices, findSharedAddresses, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbAddressAskedTwice: NetworkRule = {
  id: 'metallb-address-asked-twice',
  severity: 'error',
  title: 'Two Services ask for the same address, and do not agree to share it',
  why:
    'MetalLB gives an address to one Service, unless all that want it carry the same allowSharedIp. The one that comes ' +
    'second stays <pending>, and after a restart it may be the other.',
  fix: 'Give each an address of its own, or both the same allowSharedIp and different ports.',
  *check(plan, source) {
    for (const { service, address, other, otherAddress, allowed } of findSharedAddresses(
      listMetalLbServices(plan),
    )) {
      if (allowed) continue;
      const keys = [service.allowSharedIp, other.allowSharedIp];
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is already the address of ${formatService(other, source)}.`,
        hint: keys.includes(undefined)
          ? `Write another address${keys.every((key) => key === undefined) ? ', or the same allowSharedIp for both' : `, or allowSharedIp: ${keys.find((key) => key !== undefined)} for both`}, with different ports.`
          : `They share an address only with the same allowSharedIp: "${service.allowSharedIp}" here, "${other.allowSharedIp}" there (${source.line(pathOf(otherAddress))}).`,
      };
    }
  },
};
