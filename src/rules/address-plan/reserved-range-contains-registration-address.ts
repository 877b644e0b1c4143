import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { listRegistrationAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const reservedRangeContainsRegistrationAddress: NetworkRule = {
  id: 'reserved-range-contains-registration-address',
  severity: 'warning',
  title: "The registration address is among those that are somebody else's",
  why:
    'Every node finds the API server by this address. A machine that is given it by DHCP takes the API server away ' +
    'from the whole cluster for as long as it is switched on.',
  fix: 'Choose an address outside the range, or reserve this one address for what answers it.',
  *check(plan, source) {
    for (const { address } of listRegistrationAddresses(plan)) {
      // Whoever reserves one address alone means this one.
      const reserved = plan.lan.reserved.find(({ range }) => range.size > 1n && contains(range, address));
      if (reserved === undefined) continue;
      const { range, owner } = reserved;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is in ${source.quote(range)}, reserved for ${owner} (${source.line(range)}).`,
        hint: `${owner} may give it to another machine, and no node finds the API server then. Choose one outside the range.`,
      };
    }
  },
};
