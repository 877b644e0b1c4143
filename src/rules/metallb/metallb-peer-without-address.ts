import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerWithoutAddress: NetworkRule = {
  id: 'metallb-peer-without-address',
  severity: 'error',
  title: 'BGP peer without peerAddress and interface',
  why: 'MetalLB cannot open the session, and its webhook rejects the peer.',
  fix: "Write the router's address as peerAddress, or with the frr-k8s backend the interface of the session.",
  check({ metallb }, report, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      if (peer.peerAddress !== undefined || peer.interface !== undefined) continue;
      report({
        path: pathOf(peer),
        message: `peer ${source.quote(pathOf(peer, 'name'))} has neither peerAddress nor interface.`,
      });
    }
  },
};
