import type { BGPPeerPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf, l2AdvertisementsOf, peersOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbBgpNoPeerOfFamily: NetworkRule = {
  id: 'metallb-bgp-no-peer-of-family',
  severity: 'error',
  title: 'BGP peers have no session of the address family of a pool',
  why:
    'MetalLB sends IPv4 routes over sessions to IPv4 addresses, and IPv6 routes over sessions to IPv6 addresses. ' +
    'Without a session of its family, the range is not announced.',
  fix: "Add a peer with the router's address of that family, or set dualStackAddressFamily: true for this one.",
  check({ metallb }, report, source) {
    if (metallb?.bgpBackend !== 'frr-k8s') return;
    for (const pool of metallb.ipAddressPools) {
      if (l2AdvertisementsOf(metallb, pool).length > 0) continue;
      const peers = bgpAdvertisementsOf(metallb, pool).flatMap((one) => peersOf(metallb, one));
      for (const range of pool.addresses) {
        const [peer] = peers;
        if (peer === undefined || peers.some((one) => carries(one, range.family))) continue;
        report({
          path: pathOf(range),
          message: `${source.quote(range)} is IPv${range.family}, and none of its peers has an IPv${range.family} address: peer "${peer.name}" (${source.line(pathOf(peer, 'name'))}).`,
        });
      }
    }
  },
};

/** Whether routes of a family go over the session with a peer. */
function carries({ peerAddress, dualStackAddressFamily }: BGPPeerPlan, family: 4 | 6): boolean {
  return peerAddress === undefined || dualStackAddressFamily || peerAddress.family === family;
}
