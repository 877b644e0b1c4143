import type { L2AdvertisementPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2RestrictionVoid: NetworkRule = {
  id: 'metallb-l2-restriction-void',
  severity: 'warning',
  title: 'Restricted L2 advertisement beside an unrestricted one of the same pool',
  why:
    'The advertisements of a pool add up. A restriction to interfaces or nodes has no effect beside an advertisement ' +
    'without one. advertise: l2 of the pool is such an advertisement.',
  fix: 'Remove advertise: l2 of the pool, or the unrestricted advertisement.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      const advertisements = l2AdvertisementsOf(metallb, pool);
      const everywhere = advertisements.find((advertisement) => !isRestricted(advertisement));
      const restricted = advertisements.find(isRestricted);
      if (everywhere === undefined || restricted === undefined) continue;
      const shorthand = everywhere.name === pool.name && pool.advertise === 'l2';
      report({
        path: pathOf(restricted, 'name'),
        message: `${source.quote(pathOf(restricted, 'name'))} restricts where pool "${pool.name}" is announced, and ${shorthand ? 'advertise: l2' : `"${everywhere.name}"`} (${source.line(shorthand ? pathOf(pool, 'advertise') : pathOf(everywhere, 'name'))}) announces it everywhere.`,
      });
    }
  },
};

function isRestricted({ interfaces, nodeSelectors }: L2AdvertisementPlan): boolean {
  return interfaces.length > 0 || nodeSelectors.length > 0;
}
