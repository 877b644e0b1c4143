import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerAddressAndInterface: NetworkRule = {
  id: 'metallb-peer-address-and-interface',
  severity: 'error',
  title: 'BGP peer with both peerAddress and interface',
  why:
    "A session goes to an address, or unnumbered to the neighbour on an interface. MetalLB's webhook rejects a peer " +
    'with both.',
  fix: 'Remove one of the two.',
  check({ metallb }, report, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      if (peer.peerAddress === undefined || peer.interface === undefined) continue;
      report({
        path: pathOf(peer, 'interface'),
        message: `${source.quote(pathOf(peer, 'interface'))} conflicts with peerAddress ${source.quote(peer.peerAddress)} (${source.line(peer.peerAddress)}).`,
      });
    }
  },
};
