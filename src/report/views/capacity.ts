import type { Family } from '../../address';
import type { IPAddressPoolPlan, NetworkPlan } from '../../plan';
import {
  countAssignable,
  hasFamily,
  listLoadBalancerServices,
  listNodeShares,
  findPoolWith,
} from '../../plan';

/** How much of one thing is used, and how much there is. */
export interface Capacity {
  /** `Nodes (10.42.0.0/16)`. */
  readonly title: string;
  readonly used: bigint;
  readonly total: bigint;
  /** What happens when all of it is used. */
  readonly consequence: string;
}

/** How many nodes, pods, Services and LoadBalancer addresses the plan has room for, and how many it uses. */
export function deriveCapacities(plan: NetworkPlan): readonly Capacity[] {
  return [
    ...nodeCapacities(plan),
    ...podCapacities(plan),
    ...serviceCapacities(plan),
    ...poolCapacities(plan),
  ];
}

function nodeCapacities(plan: NetworkPlan): readonly Capacity[] {
  return listNodeShares(plan).map(({ cidr, count, maskSize }) => ({
    title: `Nodes: shares /${maskSize} of ${cidr.toString()}`,
    used: BigInt(plan.nodes.length),
    total: count,
    consequence: 'A further node gets no pod addresses and stays NotReady.',
  }));
}

function podCapacities(plan: NetworkPlan): readonly Capacity[] {
  const most = BigInt(Math.max(...plan.nodes.map(({ kubelet }) => kubelet.maxPods)));
  return listNodeShares(plan).map(({ maskSize, pods }) => ({
    title: `Pods per node: addresses of a /${maskSize}`,
    used: pods < most ? pods : most,
    total: pods,
    consequence: 'The kubelet cannot start a further pod on that node.',
  }));
}

function serviceCapacities(plan: NetworkPlan): readonly Capacity[] {
  return plan.serviceCidr.map((cidr) => ({
    title: `Services: addresses of ${cidr.toString()}`,
    used: BigInt(1 + plan.clusterDns.filter(({ family }) => family === cidr.family).length),
    // Kubernetes assigns neither the first nor, for IPv4, the last address.
    total: cidr.size - (cidr.family === 4 ? 2n : 1n),
    consequence: 'The API server refuses a further Service.',
  }));
}

function poolCapacities(plan: NetworkPlan): readonly Capacity[] {
  return (plan.metallb?.ipAddressPools ?? []).flatMap((pool) =>
    ([4, 6] as const)
      .filter((family) => hasFamily(pool, family))
      .map((family) => poolCapacity(plan, pool, family)),
  );
}

function poolCapacity(plan: NetworkPlan, pool: IPAddressPoolPlan, family: Family): Capacity {
  const fixed = listLoadBalancerServices(plan)
    .flatMap(({ loadBalancerIPs }) => loadBalancerIPs)
    .filter((address) => address.family === family && findPoolWith([pool], address) !== undefined);
  return {
    title: `LoadBalancer addresses of pool ${pool.name} (IPv${family})`,
    used: BigInt(new Set(fixed.map(String)).size),
    total: countAssignable(pool, family),
    consequence: 'A further LoadBalancer Service stays <pending>.',
  };
}
