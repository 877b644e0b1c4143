import { pathOf } from '../../diagnostics';
import { listInterfaceAddresses, listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeHasGatewayAddress: NetworkRule = {
  id: 'node-has-gateway-address',
  severity: 'error',
  title: 'Node has the address of the gateway',
  why:
    'The router and the node both answer ARP for it. Hosts of the LAN lose the internet or the node, depending on ' +
    'which answer they cache.',
  fix: 'Assign the node another address of the LAN, or correct lan.gateway.',
  check({ lan, nodes }, report, source) {
    for (const { address } of [...listNodeAddresses(nodes), ...listInterfaceAddresses(nodes)]) {
      const gateway = lan.gateway.find((one) => one.equals(address));
      if (gateway === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is also the gateway (${source.line(gateway)}).`,
        hint: 'The router and the node would both answer ARP for it. Assign the node another address, or correct lan.gateway.',
      });
    }
  },
};
