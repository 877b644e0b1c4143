import { pathOf } from '../../diagnostics';
import { findCommonPort, listMetalLbServices, findSharedAddresses, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbSharedAddressPortClash: NetworkRule = {
  id: 'metallb-shared-address-port-clash',
  severity: 'error',
  title: 'Services share an address and a port',
  why:
    'A port of an address belongs to one Service. MetalLB assigns the address to one of the two, and the other stays ' +
    '<pending>.',
  fix: 'Choose another port for one of them, or another address.',
  check(plan, report, source) {
    for (const { service, address, other, allowed } of findSharedAddresses(listMetalLbServices(plan))) {
      const port = allowed ? findCommonPort(service, other) : undefined;
      if (port === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is shared with ${formatService(other, source)}, and both listen on port ${port.port}/${port.protocol}.`,
      });
    }
  },
};
