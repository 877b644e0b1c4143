import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf, isOfEveryPool, l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbAdvertiseNoneAnnounced: NetworkRule = {
  id: 'metallb-advertise-none-announced',
  severity: 'error',
  title: 'MetalLB pool with advertise: none is announced by an advertisement',
  why:
    'An advertisement without ipAddressPools and ipAddressPoolSelectors applies to every pool, including those with ' +
    'advertise: none. Their addresses become reachable.',
  fix: 'Name the pools in the advertisement, or remove advertise: none.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools.filter(({ advertise }) => advertise === 'none')) {
      const [advertisement] = [...l2AdvertisementsOf(metallb, pool), ...bgpAdvertisementsOf(metallb, pool)];
      if (advertisement === undefined) continue;
      report({
        path: pathOf(pool, 'advertise'),
        message: `${source.quote(pathOf(pool, 'advertise'))} is set for pool "${pool.name}", and the advertisement "${advertisement.name}" (${source.line(pathOf(advertisement, 'name'))}) announces it.`,
        hint: !isOfEveryPool(advertisement)
          ? advertisement.ipAddressPools.includes(pool.name)
            ? 'Remove the pool from the advertisement, or remove advertise: none.'
            : 'Its ipAddressPoolSelectors match the labels of the pool. Change one of the two, or remove advertise: none.'
          : 'An advertisement without ipAddressPools applies to every pool. Name its pools, or remove advertise: none.',
      });
    }
  },
};
