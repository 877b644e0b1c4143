import type { Address } from '../../address';
import type { HostAddress, NodePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { listExternalAddresses, listInterfaceAddresses, listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeAddressDuplicate: NetworkRule = {
  id: 'node-address-duplicate',
  severity: 'error',
  title: 'Two nodes have the same address',
  why:
    'Both hosts answer ARP for it. Connections reach whichever answered last, and flannel sends the pod traffic of ' +
    'both to one of them.',
  fix: 'Assign each node its own address.',
  check({ nodes }, report, source) {
    const own = new Map<string, HostAddress>();
    for (const host of listNodeAddresses(nodes)) {
      const other = own.get(host.address.toString());
      if (other === undefined) own.set(host.address.toString(), host);
      else report(finding(host, other));
    }
    // An interface of a node may repeat the node's own addresses; another node or another interface may not.
    for (const node of nodes) {
      for (const one of node.interfaces) {
        for (const host of listInterfaceAddresses([{ ...node, interfaces: [one] }])) {
          const other = own.get(host.address.toString());
          const isOwn = node.nodeIp.some((address) => address.equals(host.address));
          if (other === undefined) own.set(host.address.toString(), host);
          else if (!isOwn) report(finding(host, other));
        }
      }
    }
    // Nodes behind one router may share an external address, but not one that a node has on the LAN.
    for (const node of nodes) {
      for (const host of listExternalAddresses([node])) {
        const other = own.get(host.address.toString());
        if (other !== undefined && !addressesOf(node).some((address) => address.equals(other.address)))
          report(finding(host, other));
      }
    }

    function finding({ address }: HostAddress, other: HostAddress) {
      return {
        path: pathOf(address),
        message: `${source.quote(address)} is already ${other.title} (${source.line(other.address)}).`,
        hint: 'Both hosts would answer ARP for it. Assign each node its own address.',
      };
    }
  },
};

/** The addresses that a node has on its own interfaces. */
function addressesOf(node: NodePlan): readonly Address[] {
  return [...node.nodeIp, ...listInterfaceAddresses([node]).map(({ address }) => address)];
}
