import { contains, findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const ipv6MasqMissing: NetworkRule = {
  id: 'ipv6-masq-missing',
  severity: 'warning',
  title: 'Pods have private IPv6 addresses and are not masqueraded',
  why:
    'Unique local addresses (fd00::/8) are not routed on the internet, and no router of the LAN knows the way back to ' +
    'pods. Inside the cluster all works; every IPv6 connection out of it hangs, and programs try IPv6 first.',
  fix: 'Write flannel.ipv6Masq: true, or give pods a prefix that your router sends to the nodes.',
  *check({ clusterCidr, flannel }, source) {
    if (flannel.backend === 'none' || flannel.ipv6Masq) return;
    for (const cidr of clusterCidr) {
      const local = findSpecialPurposes(cidr).some(
        ({ use, cidr: around }) => use === 'private' && contains(around, cidr),
      );
      if (cidr.family === 4 || !local) continue;
      yield {
        path: source.states(pathOf(cidr)) ? pathOf(cidr) : pathOf(flannel),
        message: `${source.quote(cidr)} is private, and flannel.ipv6Masq is not set.`,
        hint: 'IPv6 connections from pods to the outside would hang. Write flannel.ipv6Masq: true.',
      };
    }
  },
};
