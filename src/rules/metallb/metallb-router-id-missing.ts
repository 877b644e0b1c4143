import { pathOf } from '../../diagnostics';
import { selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbRouterIdMissing: NetworkRule = {
  id: 'metallb-router-id-missing',
  severity: 'warning',
  title: 'A node without an IPv4 address has no BGP router id',
  why:
    'FRR takes an IPv4 address of the node for its router id. Where there is none it has 0.0.0.0, and opens no session ' +
    'at all.',
  fix: 'Give each node a peer of its own, with nodeSelectors and a routerID such as 10.0.0.11.',
  *check(plan, source) {
    const { metallb } = plan;
    if (metallb?.bgpBackend !== 'frr-k8s') return;
    for (const peer of metallb.bgpPeers) {
      if (peer.routerID !== undefined) continue;
      const node = selectNodes(plan, peer.nodeSelectors).find(
        ({ nodeIp }) => !nodeIp.some(({ family }) => family === 4),
      );
      if (node === undefined) continue;
      yield {
        path: pathOf(peer, 'name'),
        message: `peer ${source.quote(pathOf(peer, 'name'))} has no routerID, and node "${node.name}" (${source.line(pathOf(node, 'name'))}) has no IPv4 address to take one from.`,
      };
    }
  },
};
