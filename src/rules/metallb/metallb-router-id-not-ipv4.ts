import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbRouterIdNotIpv4: NetworkRule = {
  id: 'metallb-router-id-not-ipv4',
  severity: 'error',
  title: 'BGP router ID that is not in the form of an IPv4 address',
  why:
    'A router ID is 32 bits, written like an IPv4 address, in IPv6 networks too. With any other the speaker exits ' +
    'when it opens the session.',
  fix: 'Write four numbers, such as 10.0.0.11. It need not be an address of a host.',
  check({ metallb }, report, source) {
    for (const { routerID } of metallb?.bgpPeers ?? []) {
      if (routerID === undefined || routerID.family === 4) continue;
      report({
        path: pathOf(routerID),
        message: `${source.quote(routerID)} is IPv6, and a router ID has the form of an IPv4 address.`,
      });
    }
  },
};
