import { pathOf } from '../../diagnostics';
import { findCommonPort, listMetalLbServices, findSharedAddresses, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbSharedAddressPortClash: NetworkRule = {
  id: 'metallb-shared-address-port-clash',
  severity: 'error',
  title: 'Two Services share an address and listen on the same port of it',
  why:
    'A packet to an address and port can go to one Service only. MetalLB gives the address to one of the two and leaves ' +
    'the other <pending>.',
  fix: 'Give one of them another port, or an address of its own.',
  *check(plan, source) {
    for (const { service, address, other, allowed } of findSharedAddresses(listMetalLbServices(plan))) {
      const port = allowed ? findCommonPort(service, other) : undefined;
      if (port === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is shared with ${formatService(other, source)}, and both listen on port ${port.port}/${port.protocol}.`,
      };
    }
  },
};
