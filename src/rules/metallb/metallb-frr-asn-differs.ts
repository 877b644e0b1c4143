import { at } from '../../diagnostics';
import { peersOnOneNode } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFrrAsnDiffers: NetworkRule = {
  id: 'metallb-frr-asn-differs',
  severity: 'error',
  title: 'Two peers of one node know the cluster by different AS numbers',
  why:
    'A node runs one FRR, which has one AS number in each VRF. MetalLB refuses peers that differ in myASN and select ' +
    'the same node.',
  fix: 'Write the same myASN for both, put one into a vrf of its own, or select different nodes.',
  *check(plan, source) {
    for (const { peer, other, node } of peersOnOneNode(plan)) {
      if (peer.myASN === other.myASN || peer.vrf !== other.vrf) continue;
      yield {
        at: at(peer, 'myASN'),
        message: `${source.quote(at(peer, 'myASN'))} is not the myASN ${source.quote(at(other, 'myASN'))} of peer "${other.name}" (${source.line(at(other, 'myASN'))}), and node "${node.name}" (${source.line(at(node, 'name'))}) has both peers.`,
      };
    }
  },
};
