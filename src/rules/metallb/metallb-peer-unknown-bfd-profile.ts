import { pathOf, joinList, findNearest } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerUnknownBfdProfile: NetworkRule = {
  id: 'metallb-peer-unknown-bfd-profile',
  severity: 'error',
  title: 'BGP peer names an unknown BFD profile',
  why:
    "MetalLB's webhook accepts the peer. The speakers then reject the whole configuration and keep the previous one; " +
    'a new cluster has none.',
  fix: 'Write the name of one of metallb.bfdProfiles.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    const profiles = metallb.bfdProfiles.map(({ name }) => name);
    for (const peer of metallb.bgpPeers) {
      if (peer.bfdProfile === undefined || profiles.includes(peer.bfdProfile)) continue;
      const near = findNearest(peer.bfdProfile, profiles);
      const known =
        profiles.length > 0
          ? `The profiles are ${joinList(profiles)}.`
          : 'There are no bfdProfiles: add one.';
      report({
        path: pathOf(peer, 'bfdProfile'),
        message: `${source.quote(pathOf(peer, 'bfdProfile'))} is not the name of a BFD profile.`,
        hint: near === undefined ? known : `Did you mean "${near}"?`,
      });
    }
  },
};
