import { findNetworkClash } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const lanCidrsOverlap: NetworkRule = {
  id: 'lan-cidrs-overlap',
  severity: 'warning',
  title: 'Two networks of lan.cidr overlap',
  why:
    'Each entry of lan.cidr is one segment. For an address in two of them, some hosts send ARP requests and others ' +
    'send packets to a router.',
  fix: 'List each segment once, with its own prefix length.',
  check({ lan }, report, source) {
    for (const [index, later] of lan.cidr.entries()) {
      for (const earlier of lan.cidr.slice(0, index)) {
        const title = 'another network of the LAN,';
        const clash = findNetworkClash(source, { cidr: later, title }, { cidr: earlier, title });
        if (clash === undefined) continue;
        report({ ...clash, hint: 'The segment of such an address is ambiguous. List each segment once.' });
      }
    }
  },
};
