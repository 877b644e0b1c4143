import { findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { listExternalAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeExternalAddressUnusable: NetworkRule = {
  id: 'node-external-address-unusable',
  severity: 'error',
  title: 'The external address of a node is one that nobody can reach',
  why:
    "Other nodes, and the API server's certificate, know the node by this address. Loopback, link-local, multicast and " +
    'documentation addresses never leave the machine that asks, or are dropped on the way.',
  fix: 'Write the address by which the node is reached from outside its LAN.',
  *check({ nodes }, source) {
    for (const { address } of listExternalAddresses(nodes)) {
      const purpose = findSpecialPurposes(address).find(({ use }) => use === 'unusable');
      if (purpose === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is in ${purpose.cidr.toString()}, which is ${purpose.name}.`,
        hint: 'Nobody outside the LAN can reach it. Write the address by which the node is reached from there.',
      };
    }
  },
};
