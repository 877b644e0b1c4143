import * as z from 'zod';
import { address, hostOrAddress, list, name, nodeName, oneOrMany, port } from './scalars';
import { strictObject } from './strict-object';

export const expectation = strictObject(() => ({
  description: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('What it is for; verify prints it.')
    .meta({ examples: ['pods reach the NAS'] }),
  from: z
    .enum(['node', 'pod', 'lan'])
    .describe('Where connections start: nodes, pods, or a machine of the LAN that is not a node.'),
  nodes: list(nodeName).default([]).describe('Names of nodes, for from: node and from: pod. Default: all.'),
  namespace: name.optional().describe('Namespace of the pods, for from: pod. Default: any.'),
  podLabels: z
    .record(z.string(), z.string())
    .default({})
    .describe('Labels that the pods have, for from: pod.')
    .meta({ examples: ['{ app: shop }'] }),
  to: hostOrAddress
    .describe('A host name or an address; for DNS the name that is resolved.')
    .meta({ examples: ['nas.home.arpa', '10.0.0.20'] }),
  protocol: z
    .enum(['TCP', 'UDP', 'ICMP', 'DNS'])
    .default('TCP')
    .describe('UDP: no error within two seconds. ICMP: ping. DNS: the name resolves.'),
  port: port.optional().describe('For TCP and UDP.'),
  connects: z
    .boolean()
    .default(true)
    .describe('false: it must not connect, answer or resolve. Not possible for UDP.'),
  answers: oneOrMany(address)
    .optional()
    .describe('For DNS: the addresses that the name resolves to. Default: any.'),
})).describe('A connection that must be possible, or must not be.');
