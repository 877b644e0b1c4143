import type { BGPPeerPlan } from '../../plan';
import { contains } from '../../address';
import { pathOf, joinList } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbEbgpPeerOffLink: NetworkRule = {
  id: 'metallb-ebgp-peer-off-link',
  severity: 'warning',
  title: 'A BGP peer of another AS is not in the LAN, and ebgpMultiHop is off',
  why:
    'Between two AS numbers BGP expects a neighbour: its packets live for one hop, and FRR does not even try a peer that ' +
    'is on none of its networks.',
  fix: 'Set ebgpMultiHop: true, on the router as well; or write its address on the LAN.',
  *check({ metallb, lan }, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      const { peerAddress } = peer;
      if (peerAddress === undefined || peer.ebgpMultiHop || !isExternal(peer)) continue;
      if (lan.cidr.some((cidr) => contains(cidr, peerAddress))) continue;
      yield {
        path: pathOf(peerAddress),
        message: `${source.quote(peerAddress)} is a peer of another AS and outside the LAN ${joinList(lan.cidr.map((cidr) => source.quote(cidr)))} (${source.line(pathOf(lan, 'cidr', 0))}), with ebgpMultiHop off.`,
        hint: 'BGP packets to another AS live for one hop. Set ebgpMultiHop: true here and on the router, or write its address on the LAN.',
      };
    }
  },
};

/** Whether the session is between two AS numbers. */
function isExternal({ myASN, peerASN, dynamicASN }: BGPPeerPlan): boolean {
  return dynamicASN === 'external' || (peerASN !== undefined && peerASN !== myASN);
}
