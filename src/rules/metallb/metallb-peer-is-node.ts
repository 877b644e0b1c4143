import { pathOf } from '../../diagnostics';
import { listInterfaceAddresses, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPeerIsNode: NetworkRule = {
  id: 'metallb-peer-is-node',
  severity: 'error',
  title: 'BGP peer address is the address of a node that opens the session',
  why:
    "A peer is the router that learns the routes. MetalLB's speakers open sessions and do not accept them, so a " +
    'session to a node with a speaker does not come up.',
  fix: "Write the router's address. If the router is a node, exclude that node with nodeSelectors.",
  check(plan, report, source) {
    for (const { peerAddress, nodeSelectors } of plan.metallb?.bgpPeers ?? []) {
      if (peerAddress === undefined) continue;
      const node = selectNodes(plan, nodeSelectors).find((node) =>
        [
          ...node.nodeIp,
          ...node.nodeExternalIp,
          ...listInterfaceAddresses([node]).map(({ address }) => address),
        ].some((address) => address.equals(peerAddress)),
      );
      if (node === undefined) continue;
      report({
        path: pathOf(peerAddress),
        message: `${source.quote(peerAddress)} is the address of node "${node.name}" (${source.line(pathOf(node, 'name'))}), which would open this session to itself.`,
      });
    }
  },
};
