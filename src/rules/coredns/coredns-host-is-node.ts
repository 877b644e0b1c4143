import { pathOf, joinList } from '../../diagnostics';
import { listFixedNames } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsHostIsNode: NetworkRule = {
  id: 'coredns-host-is-node',
  severity: 'warning',
  title: 'A fixed name is that of a node, with another address',
  why:
    'CoreDNS already resolves the names of the nodes, to their addresses. Pods would connect to the other address, ' +
    'while the nodes themselves use the right one.',
  fix: 'Remove the entry, or use another name.',
  check({ coredns, nodes }, report, source) {
    if (coredns.mode === 'none') return;
    for (const host of listFixedNames(coredns)) {
      const node = nodes.find(({ name }) => name === host.name);
      if (
        node === undefined ||
        host.addresses.every((address) => node.nodeIp.some((ip) => ip.equals(address)))
      )
        continue;
      const { path } = host;
      report({
        path,
        message: `${source.quote(path)} is the name of a node (${source.line(pathOf(node, 'name'))}), whose address is ${joinList(node.nodeIp.map(String))}.`,
      });
    }
  },
};
