import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolContainsGateway: NetworkRule = {
  id: 'metallb-pool-contains-gateway',
  severity: 'error',
  title: 'MetalLB pool contains the gateway',
  why:
    'A Service with this address answers ARP for the router. The whole LAN then sends its internet traffic to one of ' +
    'the nodes.',
  fix: 'Use a range without the gateway.',
  check({ metallb, lan }, report, source) {
    for (const range of metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      for (const gateway of lan.gateway.filter((address) => contains(range, address))) {
        report({
          path: pathOf(range),
          message: `${source.quote(range)} contains ${gateway.toString()}, the LAN's gateway (${source.line(gateway)}).`,
          hint: 'A Service with this address would answer ARP for the router of the whole LAN. Use a range without it.',
        });
      }
    }
  },
};
