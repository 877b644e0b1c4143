import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerMultihopIbgp: NetworkRule = {
  id: 'metallb-peer-multihop-ibgp',
  severity: 'error',
  title: 'ebgpMultiHop on an iBGP peer',
  why:
    "ebgpMultiHop applies to sessions between two AS numbers. MetalLB's webhook rejects it if myASN and peerASN are " +
    'equal.',
  fix: 'Remove ebgpMultiHop, or correct one of the AS numbers.',
  check({ metallb }, report, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      if (!peer.ebgpMultiHop || peer.peerASN !== peer.myASN) continue;
      report({
        path: pathOf(peer, 'ebgpMultiHop'),
        message: `${source.quote(pathOf(peer, 'ebgpMultiHop'))} applies to peers of another AS, and myASN and peerASN are both ${peer.myASN} (${source.line(pathOf(peer, 'peerASN'))}).`,
      });
    }
  },
};
