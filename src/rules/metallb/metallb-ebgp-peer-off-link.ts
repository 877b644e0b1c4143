import type { BGPPeerPlan } from '../../plan';
import { contains } from '../../address';
import { pathOf, joinList } from '../../diagnostics';
import { listFurtherNetworks } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbEbgpPeerOffLink: NetworkRule = {
  id: 'metallb-ebgp-peer-off-link',
  severity: 'warning',
  title: 'eBGP peer outside the LAN without ebgpMultiHop',
  why:
    'Between two AS numbers, BGP expects a direct neighbour. Its packets have a TTL of 1, and FRR opens no session to ' +
    'a peer outside its networks.',
  fix: "Set ebgpMultiHop: true here and on the router, or write its address on the LAN or on the network of a node's interface.",
  check(plan, report, source) {
    const { metallb, lan } = plan;
    const further = listFurtherNetworks(plan).map(({ cidr }) => cidr);
    for (const peer of metallb?.bgpPeers ?? []) {
      const { peerAddress } = peer;
      if (peerAddress === undefined || peer.ebgpMultiHop || !isExternal(peer)) continue;
      if ([...lan.cidr, ...further].some((cidr) => contains(cidr, peerAddress))) continue;
      report({
        path: pathOf(peerAddress),
        message: `${source.quote(peerAddress)} is a peer of another AS and outside the LAN ${joinList(lan.cidr.map((cidr) => source.quote(cidr)))} (${source.line(pathOf(lan, 'cidr', 0))}), with ebgpMultiHop off.`,
        hint: 'BGP packets to another AS have a TTL of 1. Set ebgpMultiHop: true here and on the router, or write its address on the LAN.',
      });
    }
  },
};

/** Whether the session is between two AS numbers. */
function isExternal({ myASN, peerASN, dynamicASN }: BGPPeerPlan): boolean {
  return dynamicASN === 'external' || (peerASN !== undefined && peerASN !== myASN);
}
