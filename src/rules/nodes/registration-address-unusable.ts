import { findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { lanUnusable, listRegistrationAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const registrationAddressUnusable: NetworkRule = {
  id: 'registration-address-unusable',
  severity: 'error',
  title: 'Nodes join by an address that no host can have',
  why:
    'The network and broadcast addresses of an IPv4 network belong to no host, and multicast, link-local and ' +
    'documentation addresses do not lead to one. Every node waits for ever while it joins.',
  fix: "Write a server's address, or one in front of all servers.",
  *check(plan, source) {
    for (const { address } of listRegistrationAddresses(plan)) {
      const ofLan = lanUnusable(plan.lan).find((one) => one.address.equals(address));
      const purpose = findSpecialPurposes(address).find(
        ({ use, name }) => use === 'unusable' && !isLoopback(name),
      );
      const problem = ofLan
        ? `the ${ofLan.name} address of the LAN`
        : purpose && `in ${purpose.cidr.toString()}, which is ${purpose.name}`;
      if (problem === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is ${problem}.`,
        hint: "No API server can be there. Write a server's address, or one in front of all servers.",
      };
    }
  },
};

/** A load balancer on each machine may well be what nodes join by. */
function isLoopback(name: string): boolean {
  return name.startsWith('loopback');
}
