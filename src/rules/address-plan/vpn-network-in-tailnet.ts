import type { Span } from '../../address';
import type { NetworkPlan } from '../../plan';
import type { ProfilePath } from '../../diagnostics';
import { overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import { findTailnet, listClusterNetworks } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const vpnNetworkInTailnet: NetworkRule = {
  id: 'vpn-network-in-tailnet',
  severity: 'error',
  title: 'Network or pool inside the addresses of tailnets (100.64.0.0/10)',
  why:
    'Tailscale assigns 100.64.0.0/10 and fd7a:115c:a1e0::/48 to machines, and drops packets with an IPv4 address of them ' +
    'that arrive by another interface. Pods, Services or hosts with such an address are unreachable.',
  fix: 'Use a private network: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, or one of fd00::/8.',
  check(plan, report, source) {
    if (plan.vpn === undefined) return;
    for (const { span, path, title } of listClaims(plan)) {
      const tailnet = findTailnet(span);
      // Another rule compares the networks of the cluster with the LAN.
      if (tailnet === undefined || plan.lan.cidr.some((cidr) => overlaps(cidr, span))) continue;
      report({
        path,
        message: `${source.quote(path)}, ${title}, overlaps ${tailnet.toString()}, which Tailscale assigns addresses from.`,
        hint: 'Tailscale drops packets with these addresses that arrive by another interface. Use another private network.',
      });
    }
  },
};

interface Claim {
  readonly span: Span;
  readonly path: ProfilePath;
  readonly title: string;
}

function listClaims(plan: NetworkPlan): readonly Claim[] {
  return [
    ...listClusterNetworks(plan).map(({ cidr, title }) => ({ span: cidr, path: pathOf(cidr), title })),
    ...plan.nodes.flatMap((node) =>
      node.interfaces
        .filter(({ name }) => name !== node.flannelIface)
        .flatMap((one) =>
          one.addresses.map((address, index) => ({
            span: address,
            path: pathOf(one, 'addresses', index),
            title: `the network of "${one.name}" of node "${node.name}"`,
          })),
        ),
    ),
    ...(plan.metallb?.ipAddressPools ?? []).flatMap(({ name, addresses }) =>
      addresses.map((range) => ({ span: range, path: pathOf(range), title: `a range of pool "${name}"` })),
    ),
  ];
}
