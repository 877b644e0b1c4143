import { pathOf } from '../../diagnostics';
import { listInterfaceAddresses, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPeerSourceNotOnNode: NetworkRule = {
  id: 'metallb-peer-source-not-on-node',
  severity: 'warning',
  title: 'sourceAddress is not an address of every node that opens the session',
  why:
    'Every node that the peer selects opens the session from sourceAddress. A node without this address cannot, and ' +
    'its routes are missing on the router.',
  fix: 'Remove sourceAddress, or define one peer per node with nodeSelectors.',
  check(plan, report, source) {
    for (const peer of plan.metallb?.bgpPeers ?? []) {
      const { sourceAddress, nodeSelectors } = peer;
      if (sourceAddress === undefined) continue;
      const stray = selectNodes(plan, nodeSelectors).find(
        (node) =>
          ![
            ...node.nodeIp,
            ...node.nodeExternalIp,
            ...listInterfaceAddresses([node]).map(({ address }) => address),
          ].some((address) => address.equals(sourceAddress)),
      );
      if (stray === undefined) continue;
      report({
        path: pathOf(sourceAddress),
        message: `${source.quote(sourceAddress)} is not an address of node "${stray.name}" (${source.line(pathOf(stray, 'name'))}), which opens this session too.`,
      });
    }
  },
};
