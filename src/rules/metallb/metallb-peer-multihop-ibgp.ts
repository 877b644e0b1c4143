import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerMultihopIbgp: NetworkRule = {
  id: 'metallb-peer-multihop-ibgp',
  severity: 'error',
  title: 'A peer of the same AS has ebgpMultiHop set',
  why:
    "ebgpMultiHop lifts a limit that only sessions between two AS numbers have. MetalLB's webhook refuses it where " +
    'myASN and peerASN are the same.',
  fix: 'Leave ebgpMultiHop out, or correct one of the AS numbers.',
  *check({ metallb }, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      if (!peer.ebgpMultiHop || peer.peerASN !== peer.myASN) continue;
      yield {
        path: pathOf(peer, 'ebgpMultiHop'),
        message: `${source.quote(pathOf(peer, 'ebgpMultiHop'))} is for peers of another AS, and myASN and peerASN are both ${peer.myASN} (${source.line(pathOf(peer, 'peerASN'))}).`,
      };
    }
  },
};
