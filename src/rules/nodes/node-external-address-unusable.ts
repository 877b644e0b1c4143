import { findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { listExternalAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeExternalAddressUnusable: NetworkRule = {
  id: 'node-external-address-unusable',
  severity: 'error',
  title: 'nodeExternalIp in address space that is not reachable from outside',
  why:
    "Other nodes use this address, and k3s adds it to the API server's certificate. Packets to loopback, link-local, " +
    'multicast and documentation addresses never leave the sending host, or are dropped on the way.',
  fix: 'Write the address by which hosts outside the LAN reach the node.',
  check({ nodes }, report, source) {
    for (const { address } of listExternalAddresses(nodes)) {
      const purpose = findSpecialPurposes(address).find(({ use }) => use === 'unusable');
      if (purpose === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is in ${purpose.cidr.toString()}, which is ${purpose.name}.`,
        hint: 'Hosts outside the LAN cannot reach it. Write the address by which they reach the node.',
      });
    }
  },
};
