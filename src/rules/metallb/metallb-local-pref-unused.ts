import type { BGPPeerPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { peersOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbLocalPrefUnused: NetworkRule = {
  id: 'metallb-local-pref-unused',
  severity: 'warning',
  title: 'localPref with eBGP peers only',
  why:
    'Routers of one AS exchange the local preference. MetalLB does not send it to a peer of another AS, so it has no ' +
    'effect on the router.',
  fix: 'Remove localPref, and set the preference on the router, for example by a community.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    for (const advertisement of metallb.bgpAdvertisements) {
      const peers = peersOf(metallb, advertisement);
      if (advertisement.localPref === undefined || peers.length === 0 || !peers.every(isExternal)) continue;
      const path = pathOf(advertisement, 'localPref');
      report({
        path,
        message: `${source.quote(path)} is not sent to any peer: all peers are in another AS.`,
      });
    }
  },
};

function isExternal({ myASN, peerASN, dynamicASN }: BGPPeerPlan): boolean {
  return dynamicASN === 'external' || (peerASN !== undefined && peerASN !== myASN);
}
