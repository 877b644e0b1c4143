import * as z from 'zod';
import { withReplacements } from './replaced-values';
import { interfaceName, mtu, port } from './scalars';
import { strictObject } from './strict-object';

/** @see https://docs.k3s.io/networking/basic-network-options#flannel-options */
const backend = withReplacements(z.enum(['vxlan', 'host-gw', 'wireguard-native', 'none']), {
  wireguard: 'k3s removed it in v1.26. Write wireguard-native.',
  ipsec: 'k3s removed it in v1.27. Write wireguard-native, which encrypts too.',
  tailscale: 'Keep vxlan, and write vpn: { name: tailscale }: vpn-auth replaces the backend on each node.',
  udp: 'k3s does not have it. Write vxlan.',
  cilium: 'Write none, and install Cilium yourself.',
  calico: 'Write none, and install Calico yourself.',
});

export const flannel = strictObject(() => ({
  backend: backend
    .default('vxlan')
    .describe('How pod traffic crosses from node to node; none: you bring a CNI of your own.'),
  iface: interfaceName.optional().describe('Interface of every node that has no flannelIface of its own.'),
  externalIp: z
    .boolean()
    .default(false)
    .describe("Tell other nodes a node's nodeExternalIp instead of its nodeIp."),
  ipv6Masq: z.boolean().default(false).describe('NAT IPv6 traffic that leaves the cluster; needed for ULA.'),
  vni: z.int().min(1).max(16777215).optional().describe('vxlan: network identifier, 1-16777215. Default 1.'),
  port: port.optional().describe('vxlan: UDP port. Default 8472.'),
  directRouting: z
    .boolean()
    .optional()
    .describe('vxlan: plain routes between nodes of one subnet. Default false.'),
  listenPort: port.optional().describe('wireguard-native: UDP port. Default 51820.'),
  listenPortV6: port.optional().describe('wireguard-native: UDP port over IPv6. Default 51821.'),
  persistentKeepaliveInterval: z
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe('wireguard-native: seconds between keepalives, 0 for none. Default 25.'),
  mtu: mtu
    .optional()
    .describe(
      "Largest packet that the backend sends, its own headers included; pods get what is left. Default: the interface's.",
    ),
})).describe("flannel, k3s's pod network.");
