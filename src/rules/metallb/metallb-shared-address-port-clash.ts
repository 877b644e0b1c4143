import { at } from '../../diagnostics';
import { commonPort, metalLbServices, sharedAddresses, titled } from '../../plan';
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
    for (const { service, address, other, allowed } of sharedAddresses(metalLbServices(plan))) {
      const port = allowed ? commonPort(service, other) : undefined;
      if (port === undefined) continue;
      yield {
        at: at(address),
        message: `${source.quote(address)} is shared with ${titled(other, source)}, and both listen on port ${port.port}/${port.protocol}.`,
      };
    }
  },
};
