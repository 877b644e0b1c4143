import type { Address } from '../../address';
import { listInterfaceAddresses } from '../../plan';
import type { NodePlan } from '../../plan';
import { contains } from '../../address';
import { pathOf, formatCount } from '../../diagnostics';
import { l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

interface NodeAddress {
  readonly node: NodePlan;
  readonly address: Address;
  readonly kind: string;
}

export const metallbPoolContainsNode: NetworkRule = {
  id: 'metallb-pool-contains-node',
  severity: 'error',
  title: 'MetalLB pool overlaps a node address',
  why:
    'MetalLB does not check pools against node addresses. When it assigns the address to a Service, two hosts answer ' +
    'ARP for it, or a router sends the traffic of the node to the Service. The node becomes unreachable.',
  fix: 'Use a range outside the addresses of the nodes.',
  check({ metallb, nodes }, report, source) {
    if (metallb === undefined) return;
    const taken = nodes.flatMap(addressesOf);
    for (const pool of metallb.ipAddressPools) {
      for (const range of pool.addresses) {
        const [first, ...others] = taken.filter(({ address }) => contains(range, address));
        if (first === undefined) continue;
        const { node, address, kind } = first;
        const more =
          others.length > 0
            ? `, and ${formatCount(others.length, 'more address', 'more addresses')} of nodes`
            : '';
        report({
          path: pathOf(range),
          message: `${source.quote(range)} contains ${address.toString()}, the ${kind} of node "${node.name}" (${source.line(address)})${more}.`,
          hint:
            l2AdvertisementsOf(metallb, pool).length > 0
              ? 'Two hosts would answer ARP for that address. Use a range outside the addresses of the nodes.'
              : 'Routers would send the traffic of that node to a Service. Use a range outside the addresses of the nodes.',
        });
      }
    }
  },
};

function addressesOf(node: NodePlan): NodeAddress[] {
  const kinds = [
    ['address', node.nodeIp],
    ['external address', node.nodeExternalIp],
  ] as const;
  return [
    ...kinds.flatMap(([kind, addresses]) => addresses.map((address) => ({ node, address, kind }))),
    ...listInterfaceAddresses([node])
      .filter(({ address }) => !node.nodeIp.some((one) => one.equals(address)))
      .map(({ address }) => ({ node, address, kind: 'interface address' })),
  ];
}
