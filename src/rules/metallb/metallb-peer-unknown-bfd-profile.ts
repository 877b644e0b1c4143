import { pathOf, joinList, findNearest } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerUnknownBfdProfile: NetworkRule = {
  id: 'metallb-peer-unknown-bfd-profile',
  severity: 'error',
  title: 'A BGP peer names a BFD profile that does not exist',
  why:
    "MetalLB's webhook lets it pass, and its speakers then refuse the whole configuration: the old one stays in force, " +
    'and on a new cluster there is none.',
  fix: 'Write the name of one of the bfdProfiles.',
  *check({ metallb }, source) {
    if (metallb === undefined) return;
    const profiles = metallb.bfdProfiles.map(({ name }) => name);
    for (const peer of metallb.bgpPeers) {
      if (peer.bfdProfile === undefined || profiles.includes(peer.bfdProfile)) continue;
      const near = findNearest(peer.bfdProfile, profiles);
      const known =
        profiles.length > 0
          ? `The profiles are ${joinList(profiles)}.`
          : 'There are no bfdProfiles: add one.';
      yield {
        path: pathOf(peer, 'bfdProfile'),
        message: `${source.quote(pathOf(peer, 'bfdProfile'))} is not the name of a BFD profile.`,
        hint: near === undefined ? known : `Did you mean "${near}"?`,
      };
    }
  },
};
