import { findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPoolSpecialPurpose: NetworkRule = {
  id: 'metallb-pool-special-purpose',
  severity: 'error',
  title: 'MetalLB pool in address space that hosts and routers drop',
  why:
    'Loopback, link-local, multicast and documentation addresses have a special meaning for hosts and routers. ' +
    'Packets to them are dropped, or never leave the client.',
  fix: 'Use addresses of the LAN, or addresses that your routers route to the nodes.',
  check({ metallb }, report, source) {
    for (const range of metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      const purpose = findSpecialPurposes(range).find(({ use }) => use === 'unusable');
      if (purpose === undefined) continue;
      report({
        path: pathOf(range),
        message: `${source.quote(range)} contains addresses of ${purpose.cidr.toString()}, which is ${purpose.name}.`,
        hint: 'Hosts and routers drop packets to them. Use addresses of the LAN, or addresses that your routers route to the nodes.',
      });
    }
  },
};
