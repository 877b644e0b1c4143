import type { NetworkPlan } from '../../../plan';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import type { Share } from '../../flannel';
import { deviceOf, readPeers } from '../../flannel';
import type { Route } from '../../readings';
import { readRoutes, routeText } from '../../readings';

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
  const planned = plannedRoutes(peer, plan);
  const best = bestRoutes(routes, networksOf(peer, plan));
  const next = planned.map((text) => `ip -${peer.family} route replace ${text}`).at(0) ?? '';
  const onlink = deviceOf(plan, peer.family)?.kind === 'vxlan' ? ' onlink' : '';
  return compared(best.length > 0 && best.every((route) => isOneOf(route, planned)), {
    looked: `route to ${peer.node.name}'s pods (ip -${peer.family} -j route)`,
    found: best.map(routeText).join(' and ') || `no route to ${networksOf(peer, plan).at(-1)}`,
    planned: planned.join(' or '),
    next: `${next}${onlink}, or restart k3s on this node: flannel writes its routes anew`,
  });
}

/**
 * What a route to the node's pods is to, the narrowest first. WireGuard knows its peers by their networks, so flannel
 * gives its interface one route to all pods; a narrower one would win.
 */
function networksOf({ family, podCidr }: Share, plan: NetworkPlan): readonly string[] {
  const pods = plan.clusterCidr.filter((cidr) => cidr.family === family);
  const wide = deviceOf(plan, family)?.kind === 'wireguard' ? pods : [];
  return [podCidr, ...wide].map((cidr) => cidr.canonical.toString());
}

/** Those that the kernel takes: to the narrowest network, by the smallest metric. */
function bestRoutes(routes: readonly Route[], networks: readonly string[]): readonly Route[] {
  const network = networks.find((to) => routes.some((route) => route.to === to));
  const found = routes.filter(({ to }) => to === network);
  return found.filter(({ metric }) => metric === Math.min(...found.map((route) => route.metric)));
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

function plannedRoutes(peer: Share, plan: NetworkPlan): readonly string[] {
  const to = networksOf(peer, plan).at(-1) ?? '';
  const device = deviceOf(plan, peer.family);
  const plain = `${to} via ${peer.underlay}`;
  if (device === undefined) return [plain];
  if (device.kind === 'wireguard') return [`${to} dev ${device.name}`];
  const tunnelled = `${to} via ${peer.vtep} dev ${device.name}`;
  return plan.flannel.directRouting ? [plain, tunnelled] : [tunnelled];
}
