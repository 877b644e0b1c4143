import { formatSpan, intersect } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const reservedRangesOverlap: NetworkRule = {
  id: 'reserved-ranges-overlap',
  severity: 'warning',
  title: 'Two reserved ranges of different owners overlap',
  why: 'One of the two ranges is not the one in use. Both owners may assign the same address.',
  fix: 'Check both ranges where they are configured, and correct the wrong one.',
  check({ lan }, report, source) {
    for (const [index, later] of lan.reserved.entries()) {
      for (const earlier of lan.reserved.slice(0, index)) {
        const common = intersect(later.range, earlier.range);
        if (common === undefined || later.owner === earlier.owner) continue;
        report({
          path: pathOf(later.range),
          message: `${source.quote(later.range)}, reserved for ${later.owner}, overlaps ${source.quote(earlier.range)}, reserved for ${earlier.owner} (${source.line(earlier.range)}), at ${formatSpan(common)}.`,
        });
      }
    }
  },
};
