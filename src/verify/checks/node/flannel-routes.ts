import type { NetworkPlan } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import type { Share } from '../../flannel';
import { deviceOf, readPeers } from '../../flannel';
import type { KernelRoute } from '../../readings';
import { readRoutes, formatRoute } from '../../readings';

/** The route to the pods of each other node. */
export const flannelRoutes: NodeCheck = {
  id: 'flannel-routes',
  scope: 'node',
  title: 'the node has a route to the pods of every other node',
  why: 'Without it packets for those pods take the default route, and the router drops them.',
  dependsOn: ['flannel-device', 'pod-cidr'],
  // Tailscale has its routes in a table of its own, which tailnet-routes reads.
  applies: ({ flannel, nodes }) =>
    flannel.backend !== 'none' && flannel.backend !== 'tailscale' && nodes.length > 1,
  async *observe(context: NodeContext) {
    const peers = await readPeers(context, context.self);
    for (const peer of peers)
      yield compareRoute(peer, await readRoutes(context.host, peer.family), context.plan);
  },
};

function compareRoute(peer: Share, routes: readonly KernelRoute[], plan: NetworkPlan): Observation {
  const planned = listPlannedRoutes(peer, plan);
  const best = findBestRoutes(routes, listNetworks(peer, plan));
  const next = planned.map((text) => `ip -${peer.family} route replace ${text}`).at(0) ?? '';
  const onlink = deviceOf(plan, peer.family)?.kind === 'vxlan' ? ' onlink' : '';
  return passIf(best.length > 0 && best.every((route) => isOneOf(route, planned)), {
    subject: `route to ${peer.node.name}'s pods (ip -${peer.family} -j route)`,
    found: best.map(formatRoute).join(' and ') || `no route to ${listNetworks(peer, plan).at(-1)}`,
    planned: planned.join(' or '),
    nodes: [peer.node.name],
    next: `${next}${onlink}, or restart k3s on this node: flannel writes its routes at its start`,
  });
}

/**
 * The networks of routes to the node's pods, the longest prefix first. WireGuard selects peers by network, so flannel
 * writes one route to all pods; a route with a longer prefix would take precedence.
 */
function listNetworks({ family, podCidr }: Share, plan: NetworkPlan): readonly string[] {
  const pods = plan.clusterCidr.filter((cidr) => cidr.family === family);
  const wide = deviceOf(plan, family)?.kind === 'wireguard' ? pods : [];
  return [podCidr, ...wide].map((cidr) => cidr.canonical.toString());
}

/** The routes that the kernel uses: the longest prefix, then the lowest metric. */
function findBestRoutes(routes: readonly KernelRoute[], networks: readonly string[]): readonly KernelRoute[] {
  const network = networks.find((to) => routes.some((route) => route.to === to));
  const found = routes.filter(({ to }) => to === network);
  return found.filter(({ metric }) => metric === Math.min(...found.map((route) => route.metric)));
}

/** A planned route without a tunnel does not name the interface. */
function isOneOf(route: KernelRoute, planned: readonly string[]): boolean {
  const plain: KernelRoute = {
    to: route.to,
    ...(route.via && { via: route.via }),
    metric: 0,
    learned: false,
    dead: false,
  };
  return !route.dead && (planned.includes(formatRoute(route)) || planned.includes(formatRoute(plain)));
}

function listPlannedRoutes(peer: Share, plan: NetworkPlan): readonly string[] {
  const to = listNetworks(peer, plan).at(-1) ?? '';
  const device = deviceOf(plan, peer.family);
  const plain = `${to} via ${peer.underlay}`;
  if (device === undefined) return [plain];
  if (device.kind === 'wireguard') return [`${to} dev ${device.name}`];
  const tunnelled = `${to} via ${peer.vtep} dev ${device.name}`;
  return plan.flannel.directRouting ? [plain, tunnelled] : [tunnelled];
}
