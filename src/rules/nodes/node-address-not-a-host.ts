import { pathOf, citeValue } from '../../diagnostics';
import { interfaceUnusable, lanUnusable, listInterfaceAddresses, listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeAddressNotAHost: NetworkRule = {
  id: 'node-address-not-a-host',
  severity: 'error',
  title: 'Node address is the network or broadcast address of its network',
  why:
    'In an IPv4 network, the first address is the network address and the last is the broadcast address. No host ' +
    'answers ARP for them, so the node is unreachable.',
  fix: 'Assign the node another address of the LAN.',
  check(plan, report, source) {
    const { lan, nodes } = plan;
    const ends = [...lanUnusable(lan), ...interfaceUnusable(plan)];
    for (const { address, title } of [...listNodeAddresses(nodes), ...listInterfaceAddresses(nodes)]) {
      const unusable = ends.find((one) => one.address.equals(address));
      if (unusable === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)}, ${title}, is the ${unusable.name} address of ${lan.cidr.includes(unusable.cidr) ? `the LAN ${citeValue(source, unusable.cidr)}` : unusable.cidr.toString()}.`,
        hint: 'No host can use it. Assign the node another address.',
      });
    }
  },
};
