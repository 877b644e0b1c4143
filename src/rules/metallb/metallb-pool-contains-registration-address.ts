import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { listRegistrationAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolContainsRegistrationAddress: NetworkRule = {
  id: 'metallb-pool-contains-registration-address',
  severity: 'error',
  title: 'A MetalLB pool contains the address that nodes join by',
  why:
    'Nodes need the registration address before any pod runs, so it belongs to a load balancer or a virtual address ' +
    'outside of MetalLB. A Service that is given the same address takes it away from the API server.',
  fix: 'Use a range without the registration address.',
  *check(plan, source) {
    for (const range of plan.metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      for (const { address } of listRegistrationAddresses(plan)) {
        if (!contains(range, address)) continue;
        yield {
          path: pathOf(range),
          message: `${source.quote(range)} contains ${address.toString()}, the registration address (${source.line(address)}).`,
          hint: 'A Service with this address would take the API server away from every node. Use a range without it.',
        };
      }
    }
  },
};
