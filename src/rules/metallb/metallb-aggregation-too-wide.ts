import { pathOf } from '../../diagnostics';
import { aggregationOf, poolsOf, widestPrefix } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbAggregationTooWide: NetworkRule = {
  id: 'metallb-aggregation-too-wide',
  severity: 'error',
  title: 'BGP aggregationLength is larger than the pool',
  why:
    'An aggregated route attracts the traffic of the whole network to the nodes, including addresses outside the ' +
    'pool. MetalLB rejects an aggregation that is larger than every network of the range.',
  fix: 'Write an aggregationLength that fits into the range, or a larger range.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    for (const advertisement of metallb.bgpAdvertisements) {
      for (const pool of poolsOf(metallb, advertisement)) {
        for (const range of pool.addresses) {
          const length = aggregationOf(advertisement, range);
          const widest = widestPrefix(range);
          if (length >= widest) continue;
          const path = pathOf(
            advertisement,
            range.family === 4 ? 'aggregationLength' : 'aggregationLengthV6',
          );
          report({
            path,
            message: `${source.quote(path)} aggregates to networks larger than any in ${source.quote(range)} of pool "${pool.name}" (${source.line(range)}), where the largest is a /${widest}.`,
            hint: `The nodes would attract traffic for other addresses, so MetalLB rejects it. Write ${widest} or more.`,
          });
        }
      }
    }
  },
};
