import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { listRegistrationAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const reservedRangeContainsRegistrationAddress: NetworkRule = {
  id: 'reserved-range-contains-registration-address',
  severity: 'warning',
  title: 'Registration address inside a reserved range',
  why:
    'Every node reaches the API server by this address. If DHCP assigns it to another host, no node reaches the API ' +
    'server while that host is on.',
  fix: 'Choose an address outside the range, or reserve this one address for its owner.',
  check(plan, report, source) {
    for (const { address } of listRegistrationAddresses(plan)) {
      // A range of one address is a reservation for this one.
      const reserved = plan.lan.reserved.find(({ range }) => range.size > 1n && contains(range, address));
      if (reserved === undefined) continue;
      const { range, owner } = reserved;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is in ${source.quote(range)}, reserved for ${owner} (${source.line(range)}).`,
        hint: `${owner} may assign it to another host, and no node would reach the API server. Choose one outside the range.`,
      });
    }
  },
};
