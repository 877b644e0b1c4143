import { pathOf, joinList } from '../../diagnostics';
import { selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbRouterIdShared: NetworkRule = {
  id: 'metallb-router-id-shared',
  severity: 'warning',
  title: 'Several nodes open BGP sessions with one router id',
  why:
    'A router id names one router in its AS. A router that hears of two with the same takes the routes of one for its ' +
    'own or drops the session; which node is left out changes from time to time.',
  fix: 'Leave routerID out, or give each node a peer of its own with nodeSelectors.',
  *check(plan, source) {
    for (const { routerID, nodeSelectors } of plan.metallb?.bgpPeers ?? []) {
      const nodes = selectNodes(plan, nodeSelectors);
      if (routerID === undefined || nodes.length < 2) continue;
      yield {
        path: pathOf(routerID),
        message: `${source.quote(routerID)} would be the router id of ${joinList(nodes.map((node) => `node "${node.name}" (${source.line(pathOf(node, 'name'))})`))} at once.`,
      };
    }
  },
};
