import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { listInterfaceAddresses, listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const reservedRangeContainsNode: NetworkRule = {
  id: 'reserved-range-contains-node',
  severity: 'warning',
  title: 'Node address inside a reserved range',
  why:
    'A DHCP server without a lease for the node assigns this address to the next client. Both hosts then answer ARP, ' +
    'and the node becomes unreachable at times. With a static lease for the node there is no conflict.',
  fix: 'Move the node out of the range, shrink the range, or add a static lease and silence this rule.',
  check(plan, report, source) {
    // Another rule reports a range that covers the whole LAN.
    const ranges = plan.lan.reserved.filter(
      ({ range }) => !plan.lan.cidr.some((cidr) => contains(range, cidr)),
    );
    for (const { address, title } of [
      ...listNodeAddresses(plan.nodes),
      ...listInterfaceAddresses(plan.nodes),
    ]) {
      const reserved = ranges.find(({ range }) => contains(range, address));
      if (reserved === undefined) continue;
      const { range, owner } = reserved;
      report({
        path: pathOf(address),
        message: `${source.quote(address)}, ${title}, is in ${source.quote(range)}, reserved for ${owner} (${source.line(range)}).`,
        hint: `${owner} may assign it to another host. Move the node or the range, or add a static lease and silence this rule.`,
      });
    }
  },
};
