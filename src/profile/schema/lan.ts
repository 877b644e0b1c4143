import * as z from 'zod';
import { address, addressRange, cidr, mtu, oneOrMany, list } from './scalars';
import { strictObject } from './strict-object';

export const lan = strictObject(() => ({
  cidr: oneOrMany(cidr).describe(
    'The network(s) that the nodes are in: one, one of each family, or one a segment.',
  ),
  gateway: oneOrMany(address).optional().describe('The router; one for each family at most.'),
  mtu: mtu.default(1500).describe("Largest packet that every node's interface takes, in bytes."),
  reserved: list(
    strictObject(() => ({
      range: addressRange.describe('"first-last" or a network.'),
      owner: z
        .string()
        .min(1)
        .describe('Who hands these addresses out or uses them: DHCP, VPN, printers.')
        .meta({ examples: ['DHCP'] }),
    })),
  )
    .default([])
    .describe('Addresses that others use. The cluster uses none of them.'),
})).describe("The network that the nodes' own addresses are in.");
