import { pathOf, citeValue } from '../../diagnostics';
import { lanUnusable } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const gatewayNotAHost: NetworkRule = {
  id: 'gateway-not-a-host',
  severity: 'error',
  title: 'The gateway has an address that no host can have',
  why:
    'The first address of an IPv4 network names the network and the last one all hosts of it. Nothing answers ARP for ' +
    'either, so no packet leaves the LAN.',
  fix: 'Write the address of the router, most often the second of the network, or the last but one.',
  *check({ lan }, source) {
    for (const address of lan.gateway) {
      const unusable = lanUnusable(lan).find((one) => one.address.equals(address));
      if (unusable === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is the ${unusable.name} address of the LAN ${citeValue(source, unusable.cidr)}.`,
        hint: `No host can have it. Write the address of the router, most often ${unusable.cidr.at(1n).toString()}.`,
      };
    }
  },
};
