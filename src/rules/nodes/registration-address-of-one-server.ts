import { pathOf } from '../../diagnostics';
import { listRegistrationAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const registrationAddressOfOneServer: NetworkRule = {
  id: 'registration-address-of-one-server',
  severity: 'hint',
  title: 'Nodes join several servers by the address of one of them',
  why:
    'Nodes that have joined know all servers. While this one server is down, no node can join, no node can restart, ' +
    'and kubectl with this address fails.',
  fix:
    'Set registrationAddress to a name or an address in front of all servers: DNS, a virtual address, a load ' +
    'balancer.',
  check(plan, report) {
    const { servers, registration } = plan;
    const [fixed] = listRegistrationAddresses(plan);
    const one = fixed
      ? servers.find(({ nodeIp }) => nodeIp.some((address) => address.equals(fixed.address)))
      : servers.find(({ name }) => !registration.fixed || name === registration.address);
    if (one === undefined || servers.length < 2) return;
    report({
      path: registration.fixed ? pathOf(registration) : pathOf(one),
      message: `all nodes join the ${servers.length} servers by "${registration.address}", which is server "${one.name}" only.`,
      hint: 'While it is down, no node can join or restart. Set registrationAddress to an address in front of all servers.',
    });
  },
};
