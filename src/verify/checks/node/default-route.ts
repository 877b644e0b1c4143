import type { Address } from '../../../address';
import type { NetworkPlan, NodePlan } from '../../../plan';
import { findSegment } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
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

/** The gateways of the node's address families. */
function listGateways({ gateway }: NetworkPlan['lan'], { nodeIp }: NodePlan): readonly Address[] {
  return gateway.filter(({ family }) => nodeIp.some((address) => address.family === family));
}

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

/**
 * Whether a route leads to the gateway. A router advertises its link-local address, which the profile does not contain;
 * nor does it contain the gateway of another segment of the LAN.
 */
function leadsTo(
  { via }: KernelRoute,
  gateway: Address,
  { lan }: NetworkPlan,
  { nodeIp }: NodePlan,
): boolean {
  if (via === gateway.toString() || via?.startsWith('fe80:') === true) return true;
  const own = nodeIp.find(({ family }) => family === gateway.family);
  const segment = own && findSegment(lan, own);
  return segment !== undefined && segment !== findSegment(lan, gateway) && via !== undefined;
}
