import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf, l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolUnannounced: NetworkRule = {
  id: 'metallb-pool-unannounced',
  severity: 'error',
  title: 'MetalLB pool without an advertisement',
  why:
    'MetalLB assigns addresses of the pool to Services, and kubectl prints them, but no host outside the cluster ' +
    'reaches them. Without an advertisement, no node answers ARP and no router learns a route.',
  fix: 'Write advertise: l2 or advertise: bgp, or advertise: none if something else announces the addresses.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      const announced = [...l2AdvertisementsOf(metallb, pool), ...bgpAdvertisementsOf(metallb, pool)];
      if (pool.advertise !== undefined || announced.length > 0) continue;
      report({
        path: pathOf(pool, 'name'),
        message: `${source.quote(pathOf(pool, 'name'))} is a pool without an advertisement.`,
        hint: 'Hosts outside the cluster could not reach its Services. Write advertise: l2 or advertise: bgp, or advertise: none if something else announces the addresses.',
      });
    }
  },
};
