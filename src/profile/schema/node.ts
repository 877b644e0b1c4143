import * as z from 'zod';
import { nodeKubelet } from './kubelet';
import { extraFlags } from './k3s';
import { address, interfaceName, nodeName, oneOrMany, text, list } from './scalars';

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

export const node = z
  .strictObject({
    name: nodeName,
    role: z.enum(['server', 'agent']).describe('server: control plane and datastore. agent: workloads only.'),
    nodeIp: oneOrMany(address).describe(
      'Its address on the LAN; on a dual-stack cluster one of each family.',
    ),
    flannelIface: interfaceName
      .optional()
      .describe("Interface of nodeIp. Without it flannel takes the default route's, whatever nodeIp says."),
    nodeExternalIp: oneOrMany(address)
      .optional()
      .describe('Address(es) by which others outside the LAN reach it.'),
    nodeLabel: list(label).default([]).describe('Labels that it registers with: key=value.'),
    kubelet: nodeKubelet.optional().describe('Limits of this node, where they differ from kubelet.'),
    nodeTaint: list(taint).default([]).describe('Taints that it registers with: key=value:Effect.'),
    extra: extraFlags
      .default({})
      .describe("Further keys of this node's k3s configuration, on top of k3s.extra.")
      .meta({ examples: ['{ data-dir: /mnt/k3s }'] }),
  })
  .describe('One machine.');
