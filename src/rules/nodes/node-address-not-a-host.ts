import { pathOf, citeValue } from '../../diagnostics';
import { lanUnusable, listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeAddressNotAHost: NetworkRule = {
  id: 'node-address-not-a-host',
  severity: 'error',
  title: 'Node address is the network or broadcast address of the LAN',
  why:
    'In an IPv4 network, the first address is the network address and the last is the broadcast address. No host ' +
    'answers ARP for them, so the node is unreachable.',
  fix: 'Assign the node another address of the LAN.',
  *check({ lan, nodes }, source) {
    for (const { address, title } of listNodeAddresses(nodes)) {
      const unusable = lanUnusable(lan).find((one) => one.address.equals(address));
      if (unusable === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)}, ${title}, is the ${unusable.name} address of the LAN ${citeValue(source, unusable.cidr)}.`,
        hint: 'No host can use it. Assign the node another address.',
      };
    }
  },
};
