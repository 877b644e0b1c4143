import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf, l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbAdvertiseNoneAnnounced: NetworkRule = {
  id: 'metallb-advertise-none-announced',
  severity: 'error',
  title: 'A pool that is not to be announced is announced',
  why:
    'An advertisement without ipAddressPools is of every pool, those with advertise: none included. Their addresses ' +
    'become reachable for everybody whom the announcement reaches.',
  fix: 'Name the pools in the advertisement, or leave advertise: none out.',
  *check({ metallb }, source) {
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools.filter(({ advertise }) => advertise === 'none')) {
      const [advertisement] = [...l2AdvertisementsOf(metallb, pool), ...bgpAdvertisementsOf(metallb, pool)];
      if (advertisement === undefined) continue;
      const named = advertisement.ipAddressPools.length > 0;
      yield {
        path: pathOf(pool, 'advertise'),
        message: `${source.quote(pathOf(pool, 'advertise'))} is what pool "${pool.name}" says, and the advertisement "${advertisement.name}" (${source.line(pathOf(advertisement, 'name'))}) announces it.`,
        hint: named
          ? 'Take the pool out of the advertisement, or leave advertise: none out.'
          : 'An advertisement without ipAddressPools is of every pool. Name the pools that it is for, or leave advertise: none out.',
      };
    }
  },
};
