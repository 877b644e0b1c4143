import { pathOf } from '../../diagnostics';
import { selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPeerSourceNotOnNode: NetworkRule = {
  id: 'metallb-peer-source-not-on-node',
  severity: 'warning',
  title: 'A node is to open BGP sessions from an address that it does not have',
  why:
    'Every node that a peer selects opens the session itself. One without the sourceAddress cannot, so its routes are ' +
    'missing on the router.',
  fix: 'Leave sourceAddress out, or give each node a peer of its own with nodeSelectors.',
  *check(plan, source) {
    for (const peer of plan.metallb?.bgpPeers ?? []) {
      const { sourceAddress, nodeSelectors } = peer;
      if (sourceAddress === undefined) continue;
      const stray = selectNodes(plan, nodeSelectors).find(
        ({ nodeIp, nodeExternalIp }) =>
          ![...nodeIp, ...nodeExternalIp].some((address) => address.equals(sourceAddress)),
      );
      if (stray === undefined) continue;
      yield {
        path: pathOf(sourceAddress),
        message: `${source.quote(sourceAddress)} is not an address of node "${stray.name}" (${source.line(pathOf(stray, 'name'))}), which opens this session too.`,
      };
    }
  },
};
