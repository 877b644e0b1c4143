import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerAddressAndInterface: NetworkRule = {
  id: 'metallb-peer-address-and-interface',
  severity: 'error',
  title: 'A BGP peer has both an address and an interface',
  why:
    'A session is opened either to an address, or unnumbered to whoever is behind an interface. ' +
    "MetalLB's webhook refuses a peer with both.",
  fix: 'Keep one of the two.',
  *check({ metallb }, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      if (peer.peerAddress === undefined || peer.interface === undefined) continue;
      yield {
        path: pathOf(peer, 'interface'),
        message: `${source.quote(pathOf(peer, 'interface'))} stands beside peerAddress ${source.quote(peer.peerAddress)} (${source.line(peer.peerAddress)}).`,
      };
    }
  },
};
