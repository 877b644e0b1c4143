import { contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const reservedRangeContainsLan: NetworkRule = {
  id: 'reserved-range-contains-lan',
  severity: 'warning',
  title: 'All of the LAN is reserved for somebody else',
  why:
    'Nothing is left that a node, a virtual address or a pool could have without being in the way of what hands these ' +
    'addresses out.',
  fix: 'Reserve what is really handed out, as first-last.',
  *check({ lan }, source) {
    for (const { range, owner } of lan.reserved) {
      const cidr = lan.cidr.find((one) => contains(range, one));
      if (cidr === undefined) continue;
      yield {
        path: pathOf(range),
        message: `${source.quote(range)}, reserved for ${owner}, leaves nothing of the LAN ${citeValue(source, cidr)}.`,
        hint: 'Every address of the cluster would be in the way. Reserve what is really handed out, as first-last.',
      };
    }
  },
};
