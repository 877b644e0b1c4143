import { contains } from '../../address';
import { pathOf } from '../../diagnostics';
import { listRegistrationAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolContainsRegistrationAddress: NetworkRule = {
  id: 'metallb-pool-contains-registration-address',
  severity: 'error',
  title: 'MetalLB pool contains the registration address',
  why:
    'Nodes need the registration address before any pod runs, so another load balancer or a virtual address outside ' +
    'MetalLB has it. A Service with the same address makes the API server unreachable.',
  fix: 'Use a range without the registration address.',
  check(plan, report, source) {
    for (const range of plan.metallb?.ipAddressPools.flatMap(({ addresses }) => addresses) ?? []) {
      for (const { address } of listRegistrationAddresses(plan)) {
        if (!contains(range, address)) continue;
        report({
          path: pathOf(range),
          message: `${source.quote(range)} contains ${address.toString()}, the registration address (${source.line(address)}).`,
          hint: 'A Service with this address would make the API server unreachable for every node. Use a range without it.',
        });
      }
    }
  },
};
