import { findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { listNetworks } from '../../plan';
import { describeClaim } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const networkSpecialPurpose: NetworkRule = {
  id: 'network-special-purpose',
  severity: 'error',
  title: 'Network in address space that hosts and routers drop',
  why:
    'Loopback, link-local, multicast and documentation addresses have a special meaning for every host. Kubernetes ' +
    'rejects some of them as endpoints, and kernels drop packets to others.',
  fix: 'Use a private network: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, or one of fd00::/8.',
  check(plan, report, source) {
    for (const cidr of listNetworks(plan)) {
      const purpose = findSpecialPurposes(cidr).find(({ use }) => use === 'unusable');
      if (purpose === undefined) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} ${describeClaim(cidr, purpose.cidr, purpose.name)}.`,
        hint: `Hosts and routers drop packets to them. Use ${cidr.family === 4 ? 'a network of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16' : 'a network of fd00::/8'}.`,
      });
    }
  },
};
