import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf, l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolUnannounced: NetworkRule = {
  id: 'metallb-pool-unannounced',
  severity: 'error',
  title: 'Nobody announces the addresses of a pool',
  why:
    'MetalLB gives addresses of the pool to Services, kubectl shows them, and no machine outside the cluster ever ' +
    'reaches one: without an advertisement nobody answers ARP for it and no router hears of it.',
  fix: 'Write advertise: l2 or advertise: bgp; advertise: none if something else announces the addresses.',
  *check({ metallb }, source) {
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      const announced = [...l2AdvertisementsOf(metallb, pool), ...bgpAdvertisementsOf(metallb, pool)];
      if (pool.advertise !== undefined || announced.length > 0) continue;
      yield {
        path: pathOf(pool, 'name'),
        message: `${source.quote(pathOf(pool, 'name'))} is a pool that nothing announces.`,
        hint: 'Its Services would get addresses that nobody outside the cluster reaches. Write advertise: l2 or advertise: bgp; advertise: none if something else announces them.',
      };
    }
  },
};
