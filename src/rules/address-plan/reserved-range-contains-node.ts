import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const reservedRangeContainsNode: NetworkRule = {
  id: 'reserved-range-contains-node',
  severity: 'warning',
  title: "A node's address is among those that are somebody else's",
  why:
    'A DHCP server that does not know of the node gives its address to the next phone that asks. Both then answer ARP ' +
    'for it, and the node comes and goes. With a lease that is fixed for the node all is well.',
  fix: 'Move the node out of the range, make the range smaller, or fix the lease and silence this rule.',
  *check(plan, source) {
    // Another rule says it of a range that leaves nothing at all.
    const ranges = plan.lan.reserved.filter(
      ({ range }) => !plan.lan.cidr.some((cidr) => contains(range, cidr)),
    );
    for (const { address, title } of listNodeAddresses(plan.nodes)) {
      const reserved = ranges.find(({ range }) => contains(range, address));
      if (reserved === undefined) continue;
      const { range, owner } = reserved;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)}, ${title}, is in ${source.quote(range)}, reserved for ${owner} (${source.line(range)}).`,
        hint: `${owner} may give it to another machine. Move the node or the range, or fix the lease and silence this rule.`,
      };
    }
  },
};
