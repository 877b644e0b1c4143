import type { ExpectationPlan, NetworkPlan } from '../../plan';
import type { ProfilePath } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import { Address } from '../../address';
import { listFixedNames, listLoadBalancerServices, listNodeAddresses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const expectAgainstPlan: NetworkRule = {
  id: 'expect-against-plan',
  severity: 'error',
  title: 'Expectation contradicts the profile',
  why: 'The rest of the profile makes the connection possible, or impossible. verify fails in every run.',
  fix: 'Correct the expectation, or the part of the profile that it contradicts.',
  check(plan, report, source) {
    for (const expectation of plan.expect) {
      const found =
        expectation.protocol === 'DNS'
          ? findOtherAnswer(plan, expectation)
          : findOtherPort(plan, expectation);
      if (found === undefined) continue;
      const path = pathOf(expectation, 'to');
      report({ path, message: `${source.quote(path)} ${found.problem} (${source.line(found.path)}).` });
    }
  },
};

interface Contradiction {
  readonly problem: string;
  /** What it contradicts. */
  readonly path: ProfilePath;
}

/** Names whose addresses the profile decides for pods. */
function findOtherAnswer(
  { coredns }: NetworkPlan,
  { from, to, connects, answers }: ExpectationPlan,
): Contradiction | undefined {
  if (from !== 'pod' || coredns.mode === 'none') return undefined;
  const fixed = listFixedNames(coredns).filter((one) => one.name === to);
  const [first] = fixed;
  if (first === undefined) return undefined;
  const planned = fixed.flatMap(({ addresses }) => addresses.map(String)).sort();
  const { path } = first;
  if (!connects) return { problem: `must not resolve, and CoreDNS answers ${planned.join(', ')}`, path };
  const wanted = answers?.map(String).sort();
  if (wanted === undefined || wanted.join() === planned.join()) return undefined;
  return {
    problem: `is expected to resolve to ${wanted.join(', ')}, and CoreDNS answers ${planned.join(', ')}`,
    path,
  };
}

/** Ports of Services with fixed addresses, and the API server's on its own nodes. */
function findOtherPort(
  plan: NetworkPlan,
  { to, protocol, port, connects, from }: ExpectationPlan,
): Contradiction | undefined {
  const address = Address.find(to);
  if (address === undefined || protocol === 'ICMP' || port === undefined) return undefined;
  const services = listLoadBalancerServices(plan).filter(({ loadBalancerIPs }) =>
    loadBalancerIPs.some((one) => one.equals(address)),
  );
  const [first] = services;
  const service = services.find(({ ports }) =>
    ports.some((one) => one.port === port && one.protocol === protocol),
  );
  if (service !== undefined && !connects)
    return {
      problem: `must not connect, and ${service.title} has ${protocol} ${port} there`,
      path: pathOf(service.settings),
    };
  if (first !== undefined && service === undefined && connects)
    return {
      problem: `is the address of ${first.title}, which has no port ${protocol} ${port}`,
      path: pathOf(first.settings),
    };
  const server = listNodeAddresses(plan.servers).find((one) => one.address.equals(address));
  if (
    server !== undefined &&
    from === 'node' &&
    protocol === 'TCP' &&
    port === plan.registration.port &&
    !connects
  )
    return {
      problem: `must not connect, and every node needs this port of the API server`,
      path: pathOf(server.address),
    };
  return undefined;
}
