import { formatSpan, intersect } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOverlapsReserved: NetworkRule = {
  id: 'metallb-pool-overlaps-reserved',
  severity: 'error',
  title: 'MetalLB pool overlaps a reserved range',
  why:
    'Two parties assign the same addresses independently. When both have assigned one, a Service and another host ' +
    'answer ARP for it.',
  fix: 'Remove the addresses from the pool, or from lan.reserved and from their other owner.',
  check({ metallb, lan }, report, source) {
    for (const range of metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      for (const reserved of lan.reserved.filter(({ owner }) => !/^metallb$/i.test(owner))) {
        const common = intersect(range, reserved.range);
        if (common === undefined) continue;
        report({
          path: pathOf(range),
          message: `${source.quote(range)} overlaps ${source.quote(reserved.range)}, reserved for ${reserved.owner} (${source.line(reserved.range)}), at ${formatSpan(common)}.`,
          hint: `${reserved.owner} and MetalLB would both assign them. Remove them from the pool, or from ${reserved.owner}.`,
        });
      }
    }
  },
};
