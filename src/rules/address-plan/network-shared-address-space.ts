import { findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { listNetworks } from '../../plan';
import { describeClaim } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const networkSharedAddressSpace: NetworkRule = {
  id: 'network-shared-address-space',
  severity: 'warning',
  title: 'A network is made of addresses that others on the way may use too',
  why:
    'Internet providers and VPNs such as Tailscale number their own machines from 100.64.0.0/10, testers from ' +
    '198.18.0.0/15, and many routers drop 240.0.0.0/4. The cluster works until one of them is met on the way.',
  fix: 'Use a private network: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, or one of fd00::/8.',
  *check(plan, source) {
    for (const cidr of listNetworks(plan)) {
      const purposes = findSpecialPurposes(cidr);
      const shared = purposes.find(({ use }) => use === 'shared');
      if (shared === undefined || purposes.some(({ use }) => use === 'unusable')) continue;
      yield {
        path: pathOf(cidr),
        message: `${source.quote(cidr)} ${describeClaim(cidr, shared.cidr, shared.name)}.`,
        hint: 'A provider, a VPN or a router on the way may use or drop them. Use a private network such as one of 10.0.0.0/8.',
      };
    }
  },
};
