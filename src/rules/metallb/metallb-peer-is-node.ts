import { pathOf } from '../../diagnostics';
import { selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPeerIsNode: NetworkRule = {
  id: 'metallb-peer-is-node',
  severity: 'error',
  title: 'A node is to open a BGP session with itself',
  why:
    "A peer is the router that is to learn the routes. MetalLB's speakers only call, and never answer: a session to a " +
    'node that runs one does not come up.',
  fix: "Write the router's address; where it is a node, keep that node out with nodeSelectors.",
  *check(plan, source) {
    for (const { peerAddress, nodeSelectors } of plan.metallb?.bgpPeers ?? []) {
      if (peerAddress === undefined) continue;
      const node = selectNodes(plan, nodeSelectors).find(({ nodeIp, nodeExternalIp }) =>
        [...nodeIp, ...nodeExternalIp].some((address) => address.equals(peerAddress)),
      );
      if (node === undefined) continue;
      yield {
        path: pathOf(peerAddress),
        message: `${source.quote(peerAddress)} is the address of node "${node.name}" (${source.line(pathOf(node, 'name'))}), which opens this session itself.`,
      };
    }
  },
};
