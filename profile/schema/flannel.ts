import { z } from 'zod';
import { interfaceName, mtu, port } from './scalars';

export const flannel = z
  .strictObject({
    backend: z
      .enum(['vxlan', 'host-gw', 'wireguard-native', 'none'])
      .default('vxlan')
      .describe('How pod traffic crosses from node to node; none: you bring a CNI of your own.'),
    iface: interfaceName.optional().describe('Interface of every node that has no flannelIface of its own.'),
    externalIp: z
      .boolean()
      .default(false)
      .describe("Tell other nodes a node's nodeExternalIp instead of its nodeIp."),
    ipv6Masq: z
      .boolean()
      .default(false)
      .describe('NAT IPv6 traffic that leaves the cluster; needed for ULA.'),
    vni: z
      .int()
      .min(1)
      .max(16777215)
      .optional()
      .describe('vxlan: network identifier, 1-16777215. Default 1.'),
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
      .describe("MTU of flannel's interface. Default: the LAN's less the backend's overhead."),
  })
  .describe("flannel, k3s's pod network.");
