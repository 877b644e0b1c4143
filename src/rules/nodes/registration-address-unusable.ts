import { findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { lanUnusable, listRegistrationAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const registrationAddressUnusable: NetworkRule = {
  id: 'registration-address-unusable',
  severity: 'error',
  title: 'registrationAddress is not the address of a host',
  why:
    'The network and broadcast addresses of an IPv4 network belong to no host, and neither do multicast, link-local ' +
    'and documentation addresses. Every node times out while it joins.',
  fix: 'Write the address of a server, or one in front of all servers.',
  check(plan, report, source) {
    for (const { address } of listRegistrationAddresses(plan)) {
      const ofLan = lanUnusable(plan.lan).find((one) => one.address.equals(address));
      const purpose = findSpecialPurposes(address).find(
        ({ use, name }) => use === 'unusable' && !isLoopback(name),
      );
      const problem = ofLan
        ? `the ${ofLan.name} address of the LAN`
        : purpose && `in ${purpose.cidr.toString()}, which is ${purpose.name}`;
      if (problem === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is ${problem}.`,
        hint: 'No API server can listen there. Write the address of a server, or one in front of all servers.',
      });
    }
  },
};

/** Nodes may join by a load balancer that runs on each of them. */
function isLoopback(name: string): boolean {
  return name.startsWith('loopback');
}
