import { pathOf } from '../../diagnostics';
import { findPeersOnOneNode } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbFrrRouterIdDiffers: NetworkRule = {
  id: 'metallb-frr-router-id-differs',
  severity: 'error',
  title: 'Two peers of one node have different router ids',
  why:
    'A node runs one FRR, which has one router id for all of its sessions. MetalLB refuses peers that differ in it and ' +
    'select the same node; one with a router id and one without differ too.',
  fix: 'Write the same routerID for both, or none; or select different nodes.',
  *check(plan, source) {
    for (const { peer, other, node } of findPeersOnOneNode(plan)) {
      const [mine, theirs] = [peer.routerID, other.routerID];
      if (mine?.toString() === theirs?.toString()) continue;
      const shown = mine === undefined ? 'no routerID' : `routerID ${source.quote(mine)}`;
      const shownOther = theirs === undefined ? 'none' : source.quote(theirs);
      yield {
        path: mine === undefined ? pathOf(peer, 'name') : pathOf(mine),
        message: `peer "${peer.name}" has ${shown} and peer "${other.name}" (${source.line(pathOf(other, 'name'))}) ${shownOther}, and node "${node.name}" (${source.line(pathOf(node, 'name'))}) has both peers.`,
      };
    }
  },
};
