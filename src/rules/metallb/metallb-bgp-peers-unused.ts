import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbBgpPeersUnused: NetworkRule = {
  id: 'metallb-bgp-peers-unused',
  severity: 'warning',
  title: 'There are BGP peers, and nothing is announced by BGP',
  why:
    'The sessions come up, look healthy on the router, and carry no route: a pool is announced by BGP only where it ' +
    'says so or a bgpAdvertisement does.',
  fix: 'Write advertise: bgp for a pool, or leave bgpPeers out.',
  *check({ metallb }, source) {
    const [peer] = metallb?.bgpPeers ?? [];
    if (metallb === undefined || peer === undefined || metallb.bgpAdvertisements.length > 0) return;
    yield {
      path: pathOf(peer, 'name'),
      message: `${source.quote(pathOf(peer, 'name'))} is a BGP peer, and no pool is announced by BGP.`,
    };
  },
};
