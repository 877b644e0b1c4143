import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbSelectedServicesAggregated: NetworkRule = {
  id: 'metallb-selected-services-aggregated',
  severity: 'error',
  title: 'BGP advertisement has serviceSelectors and an aggregation length',
  why:
    'One announced network has the addresses of several Services, so it cannot be limited to some of them. MetalLB ' +
    'rejects its whole configuration.',
  fix: 'Remove serviceSelectors, or the aggregation length.',
  check({ metallb }, report, source) {
    for (const advertisement of metallb?.bgpAdvertisements ?? []) {
      if (advertisement.serviceSelectors.length === 0) continue;
      for (const [key, single] of [
        ['aggregationLength', 32],
        ['aggregationLengthV6', 128],
      ] as const) {
        if (advertisement[key] === single) continue;
        const path = pathOf(advertisement, key);
        report({
          path,
          message: `${source.quote(path)} aggregates addresses, and "${advertisement.name}" has serviceSelectors.`,
          hint: 'MetalLB would reject its whole configuration. Remove one of the two.',
        });
      }
    }
  },
};
