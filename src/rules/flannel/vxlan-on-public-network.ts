import { findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const vxlanOnPublicNetwork: NetworkRule = {
  id: 'vxlan-on-public-network',
  severity: 'warning',
  title: 'VXLAN between nodes with public addresses',
  why:
    'VXLAN neither encrypts nor authenticates. Any host that reaches the UDP port of a node can send packets to every ' +
    'pod and Service. The k3s documentation warns never to expose this port.',
  fix: "Use wireguard-native, or allow the port only between the nodes in the provider's firewall and silence this rule.",
  check({ flannel, nodes }, report, source) {
    // Another rule reports external addresses.
    if (flannel.backend !== 'vxlan' || flannel.externalIp || nodes.length < 2) return;
    const open = listNodeAddresses(nodes).find(
      ({ address }) => address.family === 4 && findSpecialPurposes(address).length === 0,
    );
    if (open === undefined) return;
    report({
      path: pathOf(open.address),
      message: `${source.quote(open.address)}, ${open.title}, is public, and VXLAN listens there on UDP port ${flannel.port}.`,
      hint: 'Any host that reaches the port is inside the pod network. Use wireguard-native, or allow the port only between the nodes and silence this rule.',
    });
  },
};
