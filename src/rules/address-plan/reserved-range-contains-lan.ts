import { contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const reservedRangeContainsLan: NetworkRule = {
  id: 'reserved-range-contains-lan',
  severity: 'warning',
  title: 'lan.reserved covers the whole LAN',
  why: 'No address is left for a node, a virtual address or a pool.',
  fix: 'Reserve only the addresses that are assigned there, as first-last.',
  check({ lan }, report, source) {
    for (const { range, owner } of lan.reserved) {
      const cidr = lan.cidr.find((one) => contains(range, one));
      if (cidr === undefined) continue;
      report({
        path: pathOf(range),
        message: `${source.quote(range)}, reserved for ${owner}, covers the whole LAN ${citeValue(source, cidr)}.`,
        hint: 'Every address of the cluster would conflict with it. Reserve only the addresses that are assigned there, as first-last.',
      });
    }
  },
};
