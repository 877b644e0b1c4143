import { pathOf } from '../../diagnostics';
import { listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeHasGatewayAddress: NetworkRule = {
  id: 'node-has-gateway-address',
  severity: 'error',
  title: 'A node has the address of the gateway',
  why:
    'Router and node both answer ARP for it. Every machine of the LAN loses the internet while it believes the node, and ' +
    'the cluster loses the node while it believes the router.',
  fix: 'Give the node another address of the LAN, or correct lan.gateway.',
  *check({ lan, nodes }, source) {
    for (const { address } of listNodeAddresses(nodes)) {
      const gateway = lan.gateway.find((one) => one.equals(address));
      if (gateway === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is also the gateway (${source.line(gateway)}).`,
        hint: 'Router and node would both answer ARP for it. Give the node another address, or correct lan.gateway.',
      };
    }
  },
};
