import { contains, findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const ipv6MasqMissing: NetworkRule = {
  id: 'ipv6-masq-missing',
  severity: 'warning',
  title: 'Pods have private IPv6 addresses without ipv6Masq',
  why:
    'Unique local addresses (fc00::/7) are not routed on the internet, and the router of the LAN has no route back to ' +
    'pods. Inside the cluster all works. Every IPv6 connection out of it hangs, and clients try IPv6 first.',
  fix: 'Write flannel.ipv6Masq: true, or use a prefix that your router routes to the nodes.',
  check({ clusterCidr, flannel }, report, source) {
    if (flannel.backend === 'none' || flannel.ipv6Masq) return;
    for (const cidr of clusterCidr) {
      const local = findSpecialPurposes(cidr).some(
        ({ use, cidr: around }) => use === 'private' && contains(around, cidr),
      );
      if (cidr.family === 4 || !local) continue;
      report({
        path: source.states(pathOf(cidr)) ? pathOf(cidr) : pathOf(flannel),
        message: `${source.quote(cidr)} is private, and flannel.ipv6Masq is not set.`,
        hint: 'IPv6 connections from pods out of the cluster would hang. Write flannel.ipv6Masq: true.',
      });
    }
  },
};
