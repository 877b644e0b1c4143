import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerAsnTwice: NetworkRule = {
  id: 'metallb-peer-asn-twice',
  severity: 'error',
  title: 'BGP peer with both peerASN and dynamicASN',
  why:
    "peerASN fixes the AS number of the router, and dynamicASN accepts any. MetalLB's webhook rejects a peer with " +
    'both.',
  fix: 'Remove one of the two.',
  check({ metallb }, report, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      if (peer.peerASN === undefined || peer.dynamicASN === undefined) continue;
      report({
        path: pathOf(peer, 'dynamicASN'),
        message: `${source.quote(pathOf(peer, 'dynamicASN'))} conflicts with peerASN ${source.quote(pathOf(peer, 'peerASN'))} (${source.line(pathOf(peer, 'peerASN'))}).`,
      });
    }
  },
};
