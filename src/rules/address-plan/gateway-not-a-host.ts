import { pathOf, citeValue } from '../../diagnostics';
import { lanUnusable } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const gatewayNotAHost: NetworkRule = {
  id: 'gateway-not-a-host',
  severity: 'error',
  title: 'Gateway is the network or broadcast address of the LAN',
  why:
    'In an IPv4 network, the first address is the network address and the last is the broadcast address. No host ' +
    'answers ARP for them, so no packet leaves the LAN.',
  fix: 'Write the address of the router, most often the second address of the network or the last but one.',
  check({ lan }, report, source) {
    for (const address of lan.gateway) {
      const unusable = lanUnusable(lan).find((one) => one.address.equals(address));
      if (unusable === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is the ${unusable.name} address of the LAN ${citeValue(source, unusable.cidr)}.`,
        hint: `No host can use it. Write the address of the router, most often ${unusable.cidr.at(1n).toString()}.`,
      });
    }
  },
};
