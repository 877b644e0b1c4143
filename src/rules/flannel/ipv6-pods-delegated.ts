import { overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import { findDelegation, isGlobalIpv6 } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const ipv6PodsDelegated: NetworkRule = {
  id: 'ipv6-pods-delegated',
  severity: 'hint',
  title: "Pods have a prefix from the LAN's delegation, which the router must route to the nodes",
  why:
    'Without ipv6Masq, packets of pods leave the cluster with the address of the pod. The router needs a route for the ' +
    'share of each node, and the prefix must not change, since k3s cannot change the pod network later.',
  fix: "Route each node's share to the node, or write flannel.ipv6Masq: true.",
  check({ clusterCidr, flannel, lan }, report, source) {
    if (flannel.backend === 'none' || flannel.ipv6Masq) return;
    for (const cidr of clusterCidr) {
      const delegation = isGlobalIpv6(cidr) ? findDelegation(lan, cidr) : undefined;
      if (delegation === undefined || lan.cidr.some((one) => overlaps(one, cidr))) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} is, like ${source.quote(delegation)} (${source.line(delegation)}), from your provider's delegation, and flannel.ipv6Masq is not set.`,
        hint: "The router must route each node's share to the node, and the delegation must be static. Otherwise write flannel.ipv6Masq: true.",
      });
    }
  },
};
