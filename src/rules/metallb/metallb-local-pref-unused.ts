import type { BGPPeerPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { peersOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbLocalPrefUnused: NetworkRule = {
  id: 'metallb-local-pref-unused',
  severity: 'warning',
  title: 'A local preference is set for peers of another AS only',
  why:
    'The local preference is for routers of the same AS. Between two AS numbers it is not sent, so the router prefers ' +
    'whatever it would have preferred anyway.',
  fix: 'Leave localPref out, and set the preference on the router, by a community for example.',
  *check({ metallb }, source) {
    if (metallb === undefined) return;
    for (const advertisement of metallb.bgpAdvertisements) {
      const peers = peersOf(metallb, advertisement);
      if (advertisement.localPref === undefined || peers.length === 0 || !peers.every(isExternal)) continue;
      const path = pathOf(advertisement, 'localPref');
      yield {
        path: path,
        message: `${source.quote(path)} is not sent to any of the peers: they are all of another AS.`,
      };
    }
  },
};

function isExternal({ myASN, peerASN, dynamicASN }: BGPPeerPlan): boolean {
  return dynamicASN === 'external' || (peerASN !== undefined && peerASN !== myASN);
}
