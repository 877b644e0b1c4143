import type { Address } from '../../../address';
import type { NetworkPlan, NodePlan } from '../../../plan';
import { findSegment } from '../../../plan';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import type { Route } from '../../readings';
import { readRoutes, routeText } from '../../readings';

/** The way out of the LAN. */
export const defaultRoute: NodeCheck = {
  id: 'default-route',
  scope: 'node',
  title: 'there is a default route by the gateway of the LAN',
  why: 'Without one k3s does not start, flannel finds no interface, and pods reach nothing outside the cluster.',
  applies: ({ lan }, node) => gatewaysFor(lan, node).length > 0,
  async *look({ plan, self, here }: NodeVerification) {
    for (const gateway of gatewaysFor(plan.lan, self))
      yield routeBy(gateway, await readRoutes(here, gateway.family), plan, self);
  },
};

/** The gateways of the families that the node has an address of. */
function gatewaysFor({ gateway }: NetworkPlan['lan'], { nodeIp }: NodePlan): readonly Address[] {
  return gateway.filter(({ family }) => nodeIp.some((address) => address.family === family));
}

function routeBy(gateway: Address, routes: readonly Route[], plan: NetworkPlan, self: NodePlan): Observation {
  const usable = routes.filter(({ to, dead, refuses }) => to === 'default' && !dead && refuses === undefined);
  const best = Math.min(...usable.map(({ metric }) => metric));
  const taken = usable.filter(({ metric }) => metric === best);
  return compared(
    taken.some((route) => leadsTo(route, gateway, plan, self)),
    {
      looked: `default route (ip -${gateway.family} -j route)`,
      found: taken.map(routeText).join(' and ') || 'none',
      planned: `default via ${gateway.toString()}`,
      next: `ip -${gateway.family} route replace default via ${gateway.toString()}, and for good in the node's network configuration`,
    },
  );
}

/**
 * Whether a route leads to the gateway. A router makes its link-local address known, which no profile names; and the
 * gateway of another segment of the LAN is not in the profile.
 */
function leadsTo({ via }: Route, gateway: Address, { lan }: NetworkPlan, { nodeIp }: NodePlan): boolean {
  if (via === gateway.toString() || via?.startsWith('fe80:') === true) return true;
  const own = nodeIp.find(({ family }) => family === gateway.family);
  const segment = own && findSegment(lan, own);
  return segment !== undefined && segment !== findSegment(lan, gateway) && via !== undefined;
}
