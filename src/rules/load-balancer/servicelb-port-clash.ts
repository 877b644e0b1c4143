import type { LoadBalancerService, NetworkPlan } from '../../plan';
import { listLoadBalancerServices, findServicePortPath, formatService } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbPortClash: NetworkRule = {
  id: 'servicelb-port-clash',
  severity: 'error',
  title: 'Two Services use the same port on the same nodes',
  why:
    'ServiceLB listens on the port of the Service on every node that it uses. A node has each port once: the pods ' +
    'of the second Service stay Pending, and the Service never gets an address. Traefik uses 80 and 443.',
  fix: 'Choose another port, route by host name through Traefik, use different pools of nodes, or use MetalLB.',
  check(plan, report, source) {
    const services = listLoadBalancerServices(plan).filter(({ servedBy }) => servedBy === 'servicelb');
    for (const [index, service] of services.entries()) {
      for (const { port, protocol } of service.ports) {
        const earlier = services
          .slice(0, index)
          .find((other) => hasPort(other, port, protocol) && shareAllNodes(plan, service, other));
        if (earlier === undefined) continue;
        report({
          path: findServicePortPath(service, { port, protocol }),
          message: `${protocol} port ${port} is used twice on the same nodes, by ${service.title} and by ${formatService(earlier, source)}.`,
          hint: 'A node has each port once, so the second Service would get no address. Choose another port, or use an ingress.',
        });
      }
    }
  },
};

function hasPort({ ports }: LoadBalancerService, port: number, protocol: string): boolean {
  return ports.some((one) => one.port === port && one.protocol === protocol);
}

/** Whether one of the two has no node without the other. */
function shareAllNodes(plan: NetworkPlan, a: LoadBalancerService, b: LoadBalancerService): boolean {
  const [nodesOfA, nodesOfB] = [nodesOf(plan, a), nodesOf(plan, b)];
  return isWithin(nodesOfA, nodesOfB) || isWithin(nodesOfB, nodesOfA);
}

function nodesOf({ serviceLb, nodes }: NetworkPlan, { lbpool }: LoadBalancerService): readonly string[] {
  const pooled = serviceLb.pools.filter(({ name }) => lbpool === undefined || name === lbpool);
  const inPools = pooled.flatMap((pool) => pool.nodes);
  if (lbpool !== undefined) return inPools;
  if (serviceLb.nodes.length > 0) return serviceLb.nodes;
  return inPools.length > 0 ? inPools : nodes.map(({ name }) => name);
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.every((name) => all.includes(name));
}
