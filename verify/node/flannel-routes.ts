import type { NetworkPlan } from '../../network';
import type { NodeCheck, NodeVerification } from '../check';
import type { Observation } from '../finding';
import { compared } from '../finding';
import type { Share } from '../flannel';
import { deviceOf, readPeers } from '../flannel';
import type { Route } from '../readings';
import { readRoutes, routeText } from '../readings';

/** One route to the pods of each other node. */
export const flannelRoutes: NodeCheck = {
  id: 'flannel-routes',
  scope: 'node',
  title: "every other node's pods have their route",
  why: 'Without it packets for those pods take the default route, to a router that knows nothing of them.',
  applies: ({ flannel, nodes }) => flannel.backend !== 'none' && nodes.length > 1,
  async *look(on: NodeVerification) {
    const peers = await readPeers(on, on.self);
    for (const peer of peers) yield routeTo(peer, await readRoutes(on.here, peer.family), on.plan);
  },
};

function routeTo(peer: Share, routes: readonly Route[], plan: NetworkPlan): Observation {
  const to = peer.podCidr.canonical.toString();
  const planned = plannedRoutes(peer, plan);
  const found = routes.filter((route) => route.to === to);
  const best = found.filter(({ metric }) => metric === Math.min(...found.map((route) => route.metric)));
  const texts = best.map(routeText);
  const next = planned.map((text) => `ip -${peer.family} route replace ${text}`).at(0) ?? '';
  return compared(texts.length > 0 && best.every((route) => isOneOf(route, planned)), {
    looked: `route to ${peer.node.name}'s pods (ip -${peer.family} -j route)`,
    found: texts.join(' and ') || `no route to ${to}`,
    planned: planned.join(' or '),
    next: `${next}${deviceOf(plan, peer.family) === undefined ? '' : ' onlink'}, or restart k3s on this node: flannel writes its routes anew`,
  });
}

/** A plain route names no interface that the profile would know. */
function isOneOf(route: Route, planned: readonly string[]): boolean {
  const plain: Route = {
    to: route.to,
    ...(route.via && { via: route.via }),
    metric: 0,
    learned: false,
    dead: false,
  };
  return !route.dead && (planned.includes(routeText(route)) || planned.includes(routeText(plain)));
}

function plannedRoutes({ family, podCidr, vtep, underlay }: Share, plan: NetworkPlan): readonly string[] {
  const to = podCidr.canonical.toString();
  const device = deviceOf(plan, family);
  const plain = `${to} via ${underlay}`;
  if (device === undefined) return [plain];
  if (device.kind === 'wireguard') return [`${to} dev ${device.name}`];
  const tunnelled = `${to} via ${vtep} dev ${device.name}`;
  return plan.flannel.directRouting ? [plain, tunnelled] : [tunnelled];
}
