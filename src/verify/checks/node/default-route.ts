import type { Address } from '../../../address';
import type { NetworkPlan, NodePlan } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { leadsTo, listGateways } from '../../node/gateways';
import type { KernelRoute } from '../../readings';
import { readRoutes, formatRoute } from '../../readings';

/** The default route of the node. */
export const defaultRoute: NodeCheck = {
  id: 'default-route',
  scope: 'node',
  title: 'the default route leads to lan.gateway',
  why: 'Without a default route k3s does not start, flannel finds no interface, and pods reach nothing outside the cluster.',
  dependsOn: ['lan-address'],
  applies: ({ lan }, node) => listGateways(lan, node).length > 0,
  async *observe({ plan, self, host }: NodeContext) {
    for (const gateway of listGateways(plan.lan, self))
      yield reportRoute(gateway, await readRoutes(host, gateway.family), plan, self);
  },
};

function reportRoute(
  gateway: Address,
  routes: readonly KernelRoute[],
  plan: NetworkPlan,
  self: NodePlan,
): Observation {
  const usable = routes.filter(({ to, dead, refuses }) => to === 'default' && !dead && refuses === undefined);
  const best = Math.min(...usable.map(({ metric }) => metric));
  const taken = usable.filter(({ metric }) => metric === best);
  return passIf(
    taken.some((route) => leadsTo(route, gateway, plan, self)),
    {
      subject: `default route (ip -${gateway.family} -j route)`,
      found: taken.map(formatRoute).join(' and ') || 'none',
      planned: `default via ${gateway.toString()}`,
      next: `ip -${gateway.family} route replace default via ${gateway.toString()}, and correct the node's network configuration`,
    },
  );
}
