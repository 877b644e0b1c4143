import { pathOf } from '../../diagnostics';
import { findPeersOnOneNode } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFrrAsnDiffers: NetworkRule = {
  id: 'metallb-frr-asn-differs',
  severity: 'error',
  title: 'BGP peers of one node with different myASN',
  why:
    'A node runs one FRR, which has one AS number per VRF. MetalLB rejects peers that differ in myASN and select the ' +
    'same node.',
  fix: 'Write the same myASN for both, set a vrf for one, or select different nodes.',
  check(plan, report, source) {
    for (const { peer, other, node } of findPeersOnOneNode(plan)) {
      if (peer.myASN === other.myASN || peer.vrf !== other.vrf) continue;
      report({
        path: pathOf(peer, 'myASN'),
        message: `${source.quote(pathOf(peer, 'myASN'))} differs from the myASN ${source.quote(pathOf(other, 'myASN'))} of peer "${other.name}" (${source.line(pathOf(other, 'myASN'))}), and node "${node.name}" (${source.line(pathOf(node, 'name'))}) has both peers.`,
      });
    }
  },
};
