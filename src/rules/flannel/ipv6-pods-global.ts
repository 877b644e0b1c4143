import { Cidr, contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { findDelegation, isGlobalIpv6 } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** @see https://docs.k3s.io/networking/basic-network-options#dual-stack-ipv4--ipv6-networking */
const K3S_EXAMPLE = Cidr.parse('2001:cafe::/32');

export const ipv6PodsGlobal: NetworkRule = {
  id: 'ipv6-pods-global',
  severity: 'warning',
  title: 'Pods have a global IPv6 prefix without ipv6Masq',
  why:
    'Without ipv6Masq, packets of pods leave the cluster with the address of the pod. Replies arrive only where the prefix ' +
    'is yours and your router routes it to the nodes. Otherwise every IPv6 connection out of the cluster hangs.',
  fix: 'Use a prefix of fd00::/8 with flannel.ipv6Masq: true, or silence this rule where the router routes the prefix.',
  check({ clusterCidr, flannel, lan }, report, source) {
    if (flannel.backend === 'none' || flannel.ipv6Masq) return;
    for (const cidr of clusterCidr) {
      if (!isGlobalIpv6(cidr) || findDelegation(lan, cidr) !== undefined) continue;
      const origin = contains(K3S_EXAMPLE, cidr)
        ? " of 2001:cafe::/32, the example in k3s's documentation"
        : '';
      report({
        path: source.states(pathOf(cidr)) ? pathOf(cidr) : pathOf(flannel),
        message: `${source.quote(cidr)} is a global prefix${origin}, and flannel.ipv6Masq is not set.`,
        hint: 'It works only where your router routes the prefix to the nodes; otherwise IPv6 connections out of the cluster hang. Write flannel.ipv6Masq: true, with a prefix of fd00::/8.',
      });
    }
  },
};
