import type { Family } from '../../address';
import { Address, Cidr, contains } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { findSegment } from '../../plan';
import type { Share } from '../flannel';
import { deviceOf } from '../flannel';
import type { KernelRoute, Link, Lookup } from '../readings';
import { leadsTo, listGateways } from './gateways';

/** A route lookup, and the routes that the plan accepts for it. */
export interface PlannedLookup {
  /** `pods of pi2` */
  readonly title: string;
  readonly lookup: Lookup;
  readonly planned: string;
  readonly accepts: (route: KernelRoute) => boolean;
  /** Whether the destination may be an address of the node that looks it up. @default false */
  readonly mayBeLocal?: boolean;
  /** Whether the destination is a pod. @default false */
  readonly isOfPods?: boolean;
  /** Nodes that the destination belongs to. @default - none */
  readonly nodes?: readonly string[];
}

/** What the lookups of a node derive from. */
export interface LookupContext {
  readonly plan: NetworkPlan;
  readonly self: NodePlan;
  readonly family: Family;
  readonly links: readonly Link[];
  /** The node's own pod CIDRs. */
  readonly own: readonly Share[];
  readonly peers: readonly Share[];
  /** The routes of all tables. */
  readonly routes: readonly KernelRoute[];
}

/** Addresses of other networks, one in each half of the address space. */
const OUTSIDE: Readonly<Record<Family, readonly string[]>> = {
  4: ['1.1.1.1', '203.0.113.1'],
  6: ['2600::1'],
};

const BRIDGE = 'cni0';

/** The lookups for the other nodes, their pods, the gateway, other networks and Services. */
export function listPlannedLookups(context: LookupContext): readonly PlannedLookup[] {
  return [
    ...lookUpNodes(context),
    ...lookUpPods(context),
    ...lookUpOutside(context),
    ...lookUpServices(context),
  ];
}

function findLanDevice({ self, family, links }: LookupContext): string | undefined {
  const own = self.nodeIp.find((address) => address.family === family)?.toString();
  return links.find(({ addresses }) => addresses.some(({ address }) => address === own))?.name;
}

/** Nodes in the same segment are neighbours. The source is the node's address: policy rules can select it. */
function lookUpNodes(context: LookupContext): readonly PlannedLookup[] {
  const { plan, self, family } = context;
  const device = findLanDevice(context);
  const own = self.nodeIp.find((address) => address.family === family);
  if (device === undefined || own === undefined) return [];
  const isNeighbour = (address: Address) =>
    address.family === family && findSegment(plan.lan, address) === findSegment(plan.lan, own);
  return plan.nodes
    .filter((node) => node !== self)
    .flatMap(({ name, nodeIp }) =>
      nodeIp.filter(isNeighbour).map((address) => ({
        title: name,
        lookup: { to: address.toString(), from: own.toString() },
        planned: `dev ${device}, without a gateway`,
        accepts: (route: KernelRoute) => route.device === device && route.via === undefined,
        // duplicate-identities reports the address of another node.
        mayBeLocal: true,
        nodes: [name],
      })),
    );
}

/**
 * Pods at both ends and in the middle of each pod CIDR, and behind each route into it, as packets that the bridge of
 * this node's pods forwards.
 */
function lookUpPods(context: LookupContext): readonly PlannedLookup[] {
  const { plan, family, own, peers, links, routes } = context;
  const source = own.find((share) => share.family === family)?.podCidr.canonical;
  const hasBridge = links.some(({ name, up }) => name === BRIDGE && up);
  const from = hasBridge && source !== undefined ? { from: source.at(2n).toString(), inDevice: BRIDGE } : {};
  return peers
    .filter((peer) => peer.family === family)
    .flatMap((peer) => {
      const { first, last } = peer.podCidr.canonical;
      const narrower = listNetworksIn(routes, peer.podCidr.canonical).map((cidr) => cidr.first);
      const values = new Set([first + 2n, first + (last - first) / 2n, last - 1n, ...narrower]);
      const tunnel = plan.flannel.backend === 'tailscale' ? context.self.flannelIface : undefined;
      const device = deviceOf(plan, family)?.name ?? tunnel;
      const planned = device === undefined ? `via ${peer.underlay}` : `dev ${device}`;
      const accepts = (route: KernelRoute) =>
        device === undefined || (plan.flannel.directRouting && route.via === peer.underlay)
          ? route.via === peer.underlay
          : route.device === device;
      return [...values].map((value) => ({
        title: `pods of ${peer.node.name}`,
        lookup: { to: new Address(family, value).toString(), ...from },
        ...{ planned, accepts, isOfPods: true, nodes: [peer.node.name] },
      }));
    });
}

/** The networks of routes with a longer prefix inside another network. */
function listNetworksIn(routes: readonly KernelRoute[], network: Cidr): readonly Cidr[] {
  const networks = routes.filter(({ to }) => to !== 'default').map(({ to }) => Cidr.parse(to).canonical);
  return networks.filter((one) => contains(network, one) && one.prefixLength > network.prefixLength);
}

function lookUpOutside(context: LookupContext): readonly PlannedLookup[] {
  const { plan, self, family } = context;
  const gateway = listGateways(plan.lan, self).find((address) => address.family === family);
  if (gateway === undefined) return [];
  const own = self.nodeIp.find((address) => address.family === family);
  const from = findLanDevice(context) === undefined || own === undefined ? {} : { from: own.toString() };
  return OUTSIDE[family].map((to) => ({
    title: 'other networks',
    lookup: { to, ...from },
    planned: `via ${gateway.toString()}`,
    accepts: (route: KernelRoute) => leadsTo(route, gateway, plan, self),
  }));
}

/** The kernel looks up a route for the cluster IP before kube-proxy's rules replace the address. */
function lookUpServices({ plan, family }: LookupContext): readonly PlannedLookup[] {
  const { apiServiceAddress, clusterDns, coredns, kubeProxy } = plan;
  const dns = coredns.mode === 'none' ? [] : clusterDns.map((to) => ({ title: 'the cluster DNS', to }));
  return [{ title: 'Services', to: apiServiceAddress }, ...dns]
    .filter(({ to }) => to.family === family)
    .map(({ title, to }) => ({
      ...{ title, lookup: { to: to.toString() }, accepts: () => true },
      planned: 'any route that does not reject packets',
      // In ipvs mode kube-proxy adds the addresses of Services to an interface of each node.
      mayBeLocal: kubeProxy.mode === 'ipvs',
    }));
}
