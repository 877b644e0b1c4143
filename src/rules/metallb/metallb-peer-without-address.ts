import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerWithoutAddress: NetworkRule = {
  id: 'metallb-peer-without-address',
  severity: 'error',
  title: 'A BGP peer has neither an address nor an interface',
  why: 'MetalLB does not know where to open the session to, and its webhook refuses the peer.',
  fix: "Write the router's address as peerAddress, or with the frr-k8s backend the interface that it is behind.",
  *check({ metallb }, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      if (peer.peerAddress !== undefined || peer.interface !== undefined) continue;
      yield {
        path: pathOf(peer),
        message: `peer ${source.quote(pathOf(peer, 'name'))} has neither peerAddress nor interface.`,
      };
    }
  },
};
