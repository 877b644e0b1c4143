import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbBgpPeersUnused: NetworkRule = {
  id: 'metallb-bgp-peers-unused',
  severity: 'warning',
  title: 'BGP peers without a pool that is announced by BGP',
  why:
    'The sessions come up and carry no route. MetalLB announces a pool by BGP only with advertise: bgp or a ' +
    'bgpAdvertisement.',
  fix: 'Write advertise: bgp for a pool, or remove bgpPeers.',
  check({ metallb }, report, source) {
    const [peer] = metallb?.bgpPeers ?? [];
    if (metallb === undefined || peer === undefined || metallb.bgpAdvertisements.length > 0) return;
    report({
      path: pathOf(peer, 'name'),
      message: `${source.quote(pathOf(peer, 'name'))} is a BGP peer, and no pool is announced by BGP.`,
    });
  },
};
