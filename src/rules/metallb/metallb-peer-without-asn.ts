import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerWithoutAsn: NetworkRule = {
  id: 'metallb-peer-without-asn',
  severity: 'error',
  title: 'BGP peer without an AS number',
  why: "Both sides of a BGP session send their AS number. MetalLB's webhook rejects a peer without one.",
  fix: "Write the router's AS number as peerASN, or dynamicASN with the frr-k8s backend.",
  check({ metallb }, report, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      if (peer.peerASN !== undefined || peer.dynamicASN !== undefined) continue;
      report({
        path: pathOf(peer),
        message: `peer ${source.quote(pathOf(peer, 'name'))} has neither peerASN nor dynamicASN.`,
      });
    }
  },
};
