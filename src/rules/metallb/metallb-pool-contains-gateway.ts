import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolContainsGateway: NetworkRule = {
  id: 'metallb-pool-contains-gateway',
  severity: 'error',
  title: "A MetalLB pool contains the router's address",
  why:
    'A Service that gets the address answers ARP for the router. From then on the whole LAN sends its traffic to ' +
    'the internet to one of the nodes.',
  fix: 'Use a range without the gateway.',
  *check({ metallb, lan }, source) {
    for (const range of metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      for (const gateway of lan.gateway.filter((address) => contains(range, address))) {
        yield {
          path: pathOf(range),
          message: `${source.quote(range)} contains ${gateway.toString()}, the LAN's gateway (${source.line(gateway)}).`,
          hint: 'A Service with this address would cut the whole LAN off the internet. Use a range without it.',
        };
      }
    }
  },
};
