import * as z from 'zod';
import { nodeKubelet } from './kubelet';
import { extraFlags } from './k3s';
import { address, interfaceAddress, interfaceName, list, mtu, nodeName, oneOrMany, text } from './scalars';
import { strictObject } from './strict-object';

const label = text(
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?=([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
  'a label of the form key=value',
  { description: 'key=value', examples: ['topology.kubernetes.io/zone=attic'] },
);

const taint = text(
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?(=[-A-Za-z0-9_.]{0,63})?:(NoSchedule|PreferNoSchedule|NoExecute)$/,
  'a taint of the form key=value:Effect (NoSchedule, PreferNoSchedule or NoExecute)',
  { description: 'key=value:Effect', examples: ['CriticalAddonsOnly=true:NoExecute'] },
);

const nodeInterface = strictObject(() => ({
  name: interfaceName.describe('Its name, as `ip link` shows it.').meta({ examples: ['eth0.50'] }),
  addresses: oneOrMany(interfaceAddress).describe(
    'Its address(es), each with the prefix length of its network.',
  ),
  kind: z
    .enum(['ethernet', 'tunnel'])
    .optional()
    .describe(
      'ethernet: it carries ARP and NDP, so MetalLB can announce on it. tunnel: IP packets only (WireGuard, Tailscale, tun, ppp). Derived from the name unless set.',
    ),
  vlanId: z
    .int()
    .min(1)
    .max(4094)
    .optional()
    .describe('The ID of a VLAN interface; not compared unless set.'),
  mtu: mtu.optional().describe('Its largest packet, in bytes; not compared unless set.'),
})).describe('A further interface of a node.');

export const node = strictObject(() => ({
  name: nodeName,
  role: z.enum(['server', 'agent']).describe('server: control plane and datastore. agent: workloads only.'),
  nodeIp: oneOrMany(address).describe('Its address on the LAN; on a dual-stack cluster one of each family.'),
  flannelIface: interfaceName
    .optional()
    .describe("Interface of nodeIp. Without it flannel takes the default route's, whatever nodeIp says."),
  nodeExternalIp: oneOrMany(address)
    .optional()
    .describe('Address(es) by which others outside the LAN reach it.'),
  interfaces: list(nodeInterface)
    .default([])
    .describe(
      'Interfaces beside that of nodeIp, with their addresses: VLANs, a second NIC, a VPN. You configure them on the machine; rules and verify use them.',
    ),
  nodeLabel: list(label).default([]).describe('Labels that it registers with: key=value.'),
  kubelet: nodeKubelet.optional().describe('Limits of this node, where they differ from kubelet.'),
  nodeTaint: list(taint).default([]).describe('Taints that it registers with: key=value:Effect.'),
  extra: extraFlags
    .default({})
    .describe("Further keys of this node's k3s configuration, on top of k3s.extra.")
    .meta({ examples: ['{ data-dir: /mnt/k3s }'] }),
})).describe('One machine.');
