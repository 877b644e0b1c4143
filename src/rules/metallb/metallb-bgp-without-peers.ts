import { pathOf } from '../../diagnostics';
import { l2AdvertisementsOf, poolsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbBgpWithoutPeers: NetworkRule = {
  id: 'metallb-bgp-without-peers',
  severity: 'error',
  title: 'BGP advertisement without bgpPeers',
  why: 'MetalLB announces routes to its peers. Without bgpPeers it opens no session, and no router learns the addresses.',
  fix: 'Add the router to bgpPeers, or announce the pool by L2.',
  check({ metallb }, report, source) {
    if (metallb === undefined || metallb.bgpPeers.length > 0) return;
    for (const advertisement of metallb.bgpAdvertisements) {
      const onlyHere = poolsOf(metallb, advertisement).some(
        (pool) => l2AdvertisementsOf(metallb, pool).length === 0,
      );
      if (!onlyHere) continue;
      const name = pathOf(advertisement, 'name');
      const stated = source.states(name);
      const path = stated ? name : pathOf(advertisement);
      report({
        path,
        message: `${source.quote(path)} ${stated ? 'announces by BGP' : 'needs a router as a peer'}, and there are no bgpPeers.`,
      });
    }
  },
};
