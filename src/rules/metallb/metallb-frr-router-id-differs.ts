import { pathOf } from '../../diagnostics';
import { findPeersOnOneNode } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFrrRouterIdDiffers: NetworkRule = {
  id: 'metallb-frr-router-id-differs',
  severity: 'error',
  title: 'BGP peers of one node with different router IDs',
  why:
    'A node runs one FRR, which has one router ID for all sessions. MetalLB rejects peers that differ in it and ' +
    'select the same node. One with a router ID and one without differ too.',
  fix: 'Write the same routerID for both, remove both, or select different nodes.',
  check(plan, report, source) {
    for (const { peer, other, node } of findPeersOnOneNode(plan)) {
      const [mine, theirs] = [peer.routerID, other.routerID];
      if (mine?.toString() === theirs?.toString()) continue;
      const shown = mine === undefined ? 'no routerID' : `routerID ${source.quote(mine)}`;
      const shownOther = theirs === undefined ? 'none' : source.quote(theirs);
      report({
        path: mine === undefined ? pathOf(peer, 'name') : pathOf(mine),
        message: `peer "${peer.name}" has ${shown} and peer "${other.name}" (${source.line(pathOf(other, 'name'))}) ${shownOther}, and node "${node.name}" (${source.line(pathOf(node, 'name'))}) has both peers.`,
      });
    }
  },
};
