import { formatSpan, intersect } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const reservedRangesOverlap: NetworkRule = {
  id: 'reserved-ranges-overlap',
  severity: 'warning',
  title: 'Two owners have reserved the same addresses',
  why:
    'One of the two ranges is not what is in use out there. What the plan keeps free for the one may be what the other ' +
    'gives away.',
  fix: 'Look up both ranges where they are handed out, and correct the one that is wrong.',
  *check({ lan }, source) {
    for (const [index, later] of lan.reserved.entries()) {
      for (const earlier of lan.reserved.slice(0, index)) {
        const common = intersect(later.range, earlier.range);
        if (common === undefined || later.owner === earlier.owner) continue;
        yield {
          path: pathOf(later.range),
          message: `${source.quote(later.range)}, reserved for ${later.owner}, shares ${formatSpan(common)} with ${source.quote(earlier.range)}, reserved for ${earlier.owner} (${source.line(earlier.range)}).`,
        };
      }
    }
  },
};
