import { findNetworkClash } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const lanCidrsOverlap: NetworkRule = {
  id: 'lan-cidrs-overlap',
  severity: 'warning',
  title: 'Two networks of the LAN share addresses',
  why:
    'Each entry of lan.cidr stands for one segment. Where two hold the same address, nobody can say which segment a ' +
    'machine is in: some reach it by ARP, others send its packets to a router.',
  fix: 'List each segment once, with its own prefix length.',
  *check({ lan }, source) {
    for (const [index, later] of lan.cidr.entries()) {
      for (const earlier of lan.cidr.slice(0, index)) {
        const title = 'another network of the LAN,';
        const clash = findNetworkClash(source, { cidr: later, title }, { cidr: earlier, title });
        if (clash === undefined) continue;
        yield { ...clash, hint: 'A machine in both has no segment of its own. List each segment once.' };
      }
    }
  },
};
