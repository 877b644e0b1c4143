import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerAsnTwice: NetworkRule = {
  id: 'metallb-peer-asn-twice',
  severity: 'error',
  title: 'A BGP peer has both peerASN and dynamicASN',
  why:
    "One says which AS number the router must have, the other to take whatever it says. MetalLB's webhook refuses a " +
    'peer with both.',
  fix: 'Keep one of the two.',
  *check({ metallb }, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      if (peer.peerASN === undefined || peer.dynamicASN === undefined) continue;
      yield {
        path: pathOf(peer, 'dynamicASN'),
        message: `${source.quote(pathOf(peer, 'dynamicASN'))} stands beside peerASN ${source.quote(pathOf(peer, 'peerASN'))} (${source.line(pathOf(peer, 'peerASN'))}).`,
      };
    }
  },
};
