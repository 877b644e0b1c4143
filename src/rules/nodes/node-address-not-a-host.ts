import { pathOf, citeValue } from '../../diagnostics';
import { lanUnusable, listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeAddressNotAHost: NetworkRule = {
  id: 'node-address-not-a-host',
  severity: 'error',
  title: 'A node has an address that no host can have',
  why:
    'The first address of an IPv4 network names the network and the last one all hosts of it. Nothing answers ARP for ' +
    'either, so the node cannot be reached.',
  fix: 'Give the node another address of the LAN.',
  *check({ lan, nodes }, source) {
    for (const { address, title } of listNodeAddresses(nodes)) {
      const unusable = lanUnusable(lan).find((one) => one.address.equals(address));
      if (unusable === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)}, ${title}, is the ${unusable.name} address of the LAN ${citeValue(source, unusable.cidr)}.`,
        hint: 'No host can have it. Give the node another address.',
      };
    }
  },
};
