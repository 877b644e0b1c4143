import { pathOf } from '../../diagnostics';
import { findTailnet, listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const vpnNodeOutsideTailnet: NetworkRule = {
  id: 'vpn-node-outside-tailnet',
  severity: 'error',
  title: 'nodeIp is not an address of the tailnet',
  why:
    'With a VPN, k3s replaces the address of each node with the one that the tailnet assigns. Nodes would join by an ' +
    'address that the API server does not have, and checks would compare with the wrong one.',
  fix: 'Write the address that "tailscale ip" prints on the node. Write its address on the LAN under interfaces.',
  check({ nodes, vpn }, report, source) {
    if (vpn === undefined) return;
    for (const { address, title } of listNodeAddresses(nodes)) {
      if (findTailnet(address) !== undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)}, ${title}, is not an address that Tailscale assigns (100.64.0.0/10 or fd7a:115c:a1e0::/48).`,
        hint: 'k3s would replace it. Write the address that "tailscale ip" prints on the node, and this one under interfaces.',
      });
    }
  },
};
