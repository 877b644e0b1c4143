import type { HostAddress } from '../../plan';
import { pathOf } from '../../diagnostics';
import { listExternalAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const flannelExternalIpShared: NetworkRule = {
  id: 'flannel-external-ip-shared',
  severity: 'error',
  title: 'flannel is to reach two nodes by one external address',
  why:
    'All nodes listen on the same UDP port, so a router in front of two of them can pass it on to one. The packets for ' +
    'the pods of the other end there too and are dropped.',
  fix: 'Give each node an external address of its own, or let only one node of a site be reached from outside.',
  *check({ flannel, nodes }, source) {
    if (!flannel.externalIp || flannel.backend === 'none') return;
    const taken = new Map<string, HostAddress>();
    for (const host of listExternalAddresses(nodes)) {
      const key = host.address.toString();
      const other = taken.get(key);
      if (other === undefined) {
        taken.set(key, host);
        continue;
      }
      yield {
        path: pathOf(host.address),
        message: `${source.quote(host.address)} is already ${other.title} (${source.line(other.address)}).`,
        hint: 'Pod traffic for both would end at one of them. Give each node an external address of its own.',
      };
    }
  },
};
