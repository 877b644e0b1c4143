import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const reservedRangeNotCanonical: NetworkRule = {
  id: 'reserved-range-not-canonical',
  severity: 'warning',
  title: 'A reserved range is a network with bits set after its prefix',
  why:
    'Nobody can tell whether the addresses from the written one on are meant, or the whole network around it. The whole ' +
    'network is kept free here; what hands the addresses out may see it differently.',
  fix: 'Write the network address, or the range as first-last.',
  *check({ lan }, source) {
    for (const { range } of lan.reserved) {
      if (range.cidr === undefined || range.cidr.isCanonical) continue;
      const network = range.cidr.canonical.toString();
      yield {
        path: pathOf(range),
        message: `${source.quote(range)} has bits set after the prefix of ${range.cidr.prefixLength}; the network is ${network}.`,
        hint: `All of the network is kept free. Write ${network}, or the range as first-last.`,
      };
    }
  },
};
