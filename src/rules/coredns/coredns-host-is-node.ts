import { pathOf, joinList } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsHostIsNode: NetworkRule = {
  id: 'coredns-host-is-node',
  severity: 'warning',
  title: 'A fixed name is that of a node, with another address',
  why:
    'CoreDNS knows the nodes by their names already, with the addresses that they have. Pods would be sent elsewhere, ' +
    'while everything outside of DNS goes on using the node.',
  fix: 'Leave the entry out, or use another name.',
  *check({ coredns, nodes }, source) {
    if (coredns.mode === 'none') return;
    for (const host of coredns.hosts) {
      const node = nodes.find(({ name }) => name === host.name);
      if (
        node === undefined ||
        host.addresses.every((address) => node.nodeIp.some((ip) => ip.equals(address)))
      )
        continue;
      const path = pathOf(host, 'name');
      yield {
        path,
        message: `${source.quote(path)} is the name of a node (${source.line(pathOf(node, 'name'))}), whose address is ${joinList(node.nodeIp.map(String))}.`,
      };
    }
  },
};
