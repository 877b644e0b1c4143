import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const reservedRangeNotCanonical: NetworkRule = {
  id: 'reserved-range-not-canonical',
  severity: 'warning',
  title: 'Reserved network with bits set after its prefix',
  why:
    'It is ambiguous whether the range starts at the written address or is the whole network. k3s-netstack keeps the ' +
    'whole network free; the DHCP server may read it differently.',
  fix: 'Write the network address, or the range as first-last.',
  check({ lan }, report, source) {
    for (const { range } of lan.reserved) {
      if (range.cidr === undefined || range.cidr.isCanonical) continue;
      const network = range.cidr.canonical.toString();
      report({
        path: pathOf(range),
        message: `${source.quote(range)} has bits set after the prefix of ${range.cidr.prefixLength}; the network is ${network}.`,
        hint: `k3s-netstack keeps the whole network free. Write ${network}, or the range as first-last.`,
      });
    }
  },
};
