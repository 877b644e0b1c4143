import type { HostAddress } from '../../plan';
import { pathOf } from '../../diagnostics';
import { listExternalAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const flannelExternalIpShared: NetworkRule = {
  id: 'flannel-external-ip-shared',
  severity: 'error',
  title: 'Two nodes share an external address that flannel uses',
  why:
    'All nodes listen on the same UDP port, so a router in front of two of them can forward the port to one only. ' +
    'That node drops the packets for the pods of the other.',
  fix: 'Assign each node its own external address, or let only one node per site have one.',
  check({ flannel, nodes }, report, source) {
    if (!flannel.externalIp || flannel.backend === 'none') return;
    const taken = new Map<string, HostAddress>();
    for (const host of listExternalAddresses(nodes)) {
      const key = host.address.toString();
      const other = taken.get(key);
      if (other === undefined) {
        taken.set(key, host);
        continue;
      }
      report({
        path: pathOf(host.address),
        message: `${source.quote(host.address)} is already ${other.title} (${source.line(other.address)}).`,
        hint: 'One of them would get the pod traffic of both. Assign each node its own external address.',
      });
    }
  },
};
