import { pathOf } from '../../diagnostics';
import { listInterfaceAddresses, listRegistrationAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const registrationAddressOfAgent: NetworkRule = {
  id: 'registration-address-of-agent',
  severity: 'error',
  title: 'registrationAddress is the address of an agent',
  why: 'An agent has no API server. Every node that joins gets its connection refused and retries endlessly.',
  fix: 'Write the address of a server, or one in front of all servers that no other host has.',
  check(plan, report, source) {
    const { agents, registration } = plan;
    const [fixed] = listRegistrationAddresses(plan);
    const agent = agents.find((node) =>
      fixed === undefined
        ? registration.fixed && node.name === registration.address
        : [
            ...node.nodeIp,
            ...node.nodeExternalIp,
            ...listInterfaceAddresses([node]).map(({ address }) => address),
          ].some((address) => address.equals(fixed.address)),
    );
    if (agent === undefined) return;
    report({
      path: pathOf(registration),
      message: `"${registration.address}" is the address of agent "${agent.name}" (${source.line(pathOf(agent, 'name'))}).`,
      hint: "An agent has no API server to join. Write a server's address, or one in front of all servers.",
    });
  },
};
