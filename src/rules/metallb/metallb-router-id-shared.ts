import { pathOf, joinList } from '../../diagnostics';
import { selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbRouterIdShared: NetworkRule = {
  id: 'metallb-router-id-shared',
  severity: 'warning',
  title: 'Several nodes with the same BGP router ID',
  why:
    'A router ID identifies one router in its AS. A router with two neighbours of the same ID ignores the routes of ' +
    'one or drops the session. Which node is affected changes.',
  fix: 'Remove routerID, or define one peer per node with nodeSelectors.',
  check(plan, report, source) {
    for (const { routerID, nodeSelectors } of plan.metallb?.bgpPeers ?? []) {
      const nodes = selectNodes(plan, nodeSelectors);
      if (routerID === undefined || nodes.length < 2) continue;
      report({
        path: pathOf(routerID),
        message: `${source.quote(routerID)} would be the router ID of ${joinList(nodes.map((node) => `node "${node.name}" (${source.line(pathOf(node, 'name'))})`))} at once.`,
      });
    }
  },
};
