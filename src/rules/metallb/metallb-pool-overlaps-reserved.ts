import { formatSpan, intersect } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOverlapsReserved: NetworkRule = {
  id: 'metallb-pool-overlaps-reserved',
  severity: 'error',
  title: "A MetalLB pool has addresses that are somebody else's",
  why:
    'Two parties that do not know of each other give out the same addresses. It works until both have given one, and ' +
    'then a laptop and a Service take turns in answering.',
  fix: 'Take the addresses out of the pool, or out of lan.reserved and of what hands them out.',
  *check({ metallb, lan }, source) {
    for (const range of metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      for (const reserved of lan.reserved.filter(({ owner }) => !/^metallb$/i.test(owner))) {
        const common = intersect(range, reserved.range);
        if (common === undefined) continue;
        yield {
          path: pathOf(range),
          message: `${source.quote(range)} has ${formatSpan(common)} in common with ${source.quote(reserved.range)}, reserved for ${reserved.owner} (${source.line(reserved.range)}).`,
          hint: `${reserved.owner} and MetalLB would both use them. Take them out of the pool, or out of what ${reserved.owner} has.`,
        };
      }
    }
  },
};
