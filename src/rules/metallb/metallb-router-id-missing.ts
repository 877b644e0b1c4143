import { pathOf } from '../../diagnostics';
import { selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbRouterIdMissing: NetworkRule = {
  id: 'metallb-router-id-missing',
  severity: 'warning',
  title: 'BGP router ID missing on a node without an IPv4 address',
  why:
    'FRR uses an IPv4 address of the node as router ID. On a node without one the router ID is 0.0.0.0, and FRR opens ' +
    'no session.',
  fix: 'Define one peer per node, with nodeSelectors and a routerID such as 10.0.0.11.',
  check(plan, report, source) {
    const { metallb } = plan;
    if (metallb?.bgpBackend !== 'frr-k8s') return;
    for (const peer of metallb.bgpPeers) {
      if (peer.routerID !== undefined) continue;
      const node = selectNodes(plan, peer.nodeSelectors).find(
        ({ nodeIp }) => !nodeIp.some(({ family }) => family === 4),
      );
      if (node === undefined) continue;
      report({
        path: pathOf(peer, 'name'),
        message: `peer ${source.quote(pathOf(peer, 'name'))} has no routerID, and node "${node.name}" (${source.line(pathOf(node, 'name'))}) has no IPv4 address to use as one.`,
      });
    }
  },
};
