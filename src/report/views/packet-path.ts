import type { Cidr, Family } from '../../address';
import type { FlannelDevice, NetworkPlan, NodePlan } from '../../plan';
import { findAddressOfFamily, deviceOf, findNodesApart } from '../../plan';
import { quoteWord } from '../../terminal/quote-command';
import type { HopFailure } from '../verified/failures-at';
import { failuresAt, listFailedNodes } from '../verified/failures-at';
import type { VerifyResult } from '../verified/verify-result';

/** One place that a packet passes. */
export interface Hop {
  /** Stable within a path: `pod`, `bridge`, `routing`, `tunnel`, `interface`, `lan`. */
  readonly id: 'pod' | 'bridge' | 'routing' | 'tunnel' | 'interface' | 'lan';
  /** What it is called on the machine: `cni0`. */
  readonly name: string;
  /** What it does with the packet, a short line each. */
  readonly lines: readonly string[];
  /** Largest packet in bytes that passes here; undefined where the hop has none of its own. */
  readonly mtu?: number;
  /** The command that shows it on a node. */
  readonly command?: string;
  /** The checks of `verify` that failed here. */
  readonly failures: readonly HopFailure[];
}

/** A hop before it is known what `verify` saw. */
type PlannedHop = Omit<Hop, 'failures'>;

/** What happens to a packet on one of the two nodes. */
export interface NodePath {
  readonly node: NodePlan;
  /** Symbol of the node's pod share: `A` in `10.42.A.0/24`. */
  readonly symbol: 'A' | 'B';
  /** From the pod to the LAN. */
  readonly hops: readonly Hop[];
}

/** The way of a packet from a pod to a pod of another node. */
export interface PacketPath {
  readonly family: Family;
  readonly backend: NetworkPlan['flannel']['backend'];
  readonly from: NodePath;
  readonly to: NodePath;
  /** What the LAN sees. */
  readonly lan: Hop;
}

/**
 * A path for each family of the cluster; none for a cluster of one node, whose pods share one bridge.
 *
 * @param verified what `verify` saw: the path leads from and to nodes at which it failed, and the failures are marked
 */
export function derivePacketPaths(plan: NetworkPlan, verified?: VerifyResult): readonly PacketPath[] {
  const [from, to] = selectNodes(plan, listFailedNodes(verified));
  if (from === undefined || to === undefined) return [];
  const mark = (hop: PlannedHop, node?: NodePlan): Hop => ({
    ...hop,
    failures: failuresAt(verified, `packet:${hop.id}`, node && { nodes: [node.name] }),
  });
  const markAll = ({ hops, ...path }: PlannedPath): NodePath => ({
    ...path,
    hops: hops.map((hop) => mark(hop, path.node)),
  });
  return plan.clusterCidr.map(({ family }) => ({
    ...{ family, backend: plan.flannel.backend },
    from: markAll(nodePath(plan, family, from, 'A')),
    to: markAll(nodePath(plan, family, to, 'B')),
    lan: mark(lanHop(plan, family, from, to)),
  }));
}

type PlannedPath = Omit<NodePath, 'hops'> & { readonly hops: readonly PlannedHop[] };

/** The first two nodes, or nodes at which something failed in their place. */
function selectNodes({ nodes }: NetworkPlan, failed: readonly string[]): readonly NodePlan[] {
  const isFailed = ({ name }: NodePlan) => failed.includes(name);
  const [first, second] = [...nodes.filter(isFailed), ...nodes.filter((node) => !isFailed(node))];
  return nodes.filter((node) => node === first || node === second);
}

function nodePath(plan: NetworkPlan, family: Family, node: NodePlan, symbol: 'A' | 'B'): PlannedPath {
  const share = new PodShare(plan, family);
  const far = symbol === 'A' ? 'B' : 'A';
  const mtu = deviceOf(plan, family)?.mtu ?? plan.flannel.podMtu;
  const tunnel = tunnelHop(plan, family, node, share.first(symbol));
  return {
    ...{ node, symbol },
    hops: [
      ...podHops(plan, share, symbol, mtu),
      {
        ...{ id: 'routing', name: 'routing' },
        lines:
          symbol === 'A'
            ? routeLines(plan, family, share.network(far), share.first(far), peerOf(plan, node))
            : localRouteLines(plan, share.network(symbol)),
        command: family === 4 ? 'ip route' : 'ip -6 route',
      },
      ...(tunnel === undefined ? [] : [tunnel]),
      {
        ...{ id: 'interface', name: interfaceName(node) },
        lines: [findAddressOfFamily(node, family)?.toString() ?? ''],
        mtu: plan.lan.mtu,
        ...(node.flannelIface !== undefined && {
          command: `ip -d addr show ${quoteWord(node.flannelIface)}`,
        }),
      },
    ],
  };
}

/** A pod and the bridge of its node. Another CNI than flannel has its own addresses and interfaces. */
function podHops(
  { flannel }: NetworkPlan,
  share: PodShare,
  symbol: 'A' | 'B',
  mtu: number,
): readonly PlannedHop[] {
  if (flannel.backend === 'none') return [{ id: 'pod', name: 'pod eth0', lines: ['set up by your CNI'] }];
  return [
    { id: 'pod', name: 'pod eth0', lines: [share.pod(symbol), 'veth pair to cni0'], mtu },
    {
      ...{ id: 'bridge', name: 'cni0', lines: [`${share.bridge(symbol)}/${share.length}`], mtu },
      command: 'ip -d addr show cni0',
    },
  ];
}

/** The route to the node's own pods, as `ip route` prints it. */
function localRouteLines({ flannel }: NetworkPlan, network: string): readonly string[] {
  return flannel.backend === 'none' ? ['by your CNI'] : [network, 'dev cni0'];
}

function interfaceName({ flannelIface }: NodePlan): string {
  return flannelIface ?? 'default route interface';
}

function peerOf({ nodes }: NetworkPlan, node: NodePlan): NodePlan {
  return nodes.find((other) => other !== node) ?? node;
}

/** The route to the other node's pods, as `ip route` prints it. */
function routeLines(
  plan: NetworkPlan,
  family: Family,
  network: string,
  vtep: string,
  peer: NodePlan,
): readonly string[] {
  const { backend, directRouting } = plan.flannel;
  const device = deviceOf(plan, family)?.name;
  const gateway = findAddressOfFamily(peer, family)?.toString() ?? '';
  const isDirect = backend === 'vxlan' && directRouting && findNodesApart(plan.lan, plan.nodes) === undefined;
  if (backend === 'none') return ['by your CNI'];
  if (backend === 'tailscale') return [network, `dev ${interfaceName(peer)}, table 52`];
  if (backend === 'host-gw' || isDirect) return [network, `via ${gateway} dev ${interfaceName(peer)}`];
  if (backend === 'wireguard-native') return [network, `dev ${device ?? ''}`];
  return [network, `via ${vtep} dev ${device ?? ''} onlink`];
}

function tunnelHop(plan: NetworkPlan, family: Family, node: NodePlan, vtep: string): PlannedHop | undefined {
  const device = deviceOf(plan, family);
  if (device === undefined) return undefined;
  return {
    ...{ id: 'tunnel', name: device.name, mtu: device.mtu },
    lines: device.kind === 'vxlan' ? vxlanLines(plan, family, node, vtep) : wireguardLines(plan, family),
    command: device.kind === 'vxlan' ? `ip -d addr show ${device.name}` : `wg show ${device.name}`,
  };
}

function vxlanLines(
  { flannel }: NetworkPlan,
  family: Family,
  node: NodePlan,
  vtep: string,
): readonly string[] {
  const local = findAddressOfFamily(node, family)?.toString() ?? '';
  return [
    `VTEP ${vtep}`,
    `VNI ${flannel.vni}, UDP ${flannel.port}`,
    `local ${local} dev ${interfaceName(node)}`,
  ];
}

function wireguardLines({ flannel }: NetworkPlan, family: Family): readonly string[] {
  return ['encrypted by WireGuard', `UDP ${family === 4 ? flannel.listenPort : flannel.listenPortV6}`];
}

function lanHop(plan: NetworkPlan, family: Family, from: NodePlan, to: NodePlan): PlannedHop {
  const [source, target] = [from, to].map((node) => findAddressOfFamily(node, family)?.toString() ?? '');
  return {
    ...{ id: 'lan', name: 'LAN', mtu: plan.lan.mtu },
    lines: [`${source ?? ''} → ${target ?? ''}`, wireLine(plan, deviceOf(plan, family), family)],
  };
}

/** What a capture on the LAN shows of the packet. */
function wireLine({ flannel }: NetworkPlan, device: FlannelDevice | undefined, family: Family): string {
  if (device?.kind === 'vxlan') return `UDP ${flannel.port}: VXLAN, +${flannel.overhead} bytes per packet`;
  if (device?.kind === 'wireguard') {
    const port = family === 4 ? flannel.listenPort : flannel.listenPortV6;
    return `UDP ${port}: WireGuard, +${flannel.overhead} bytes per packet`;
  }
  if (flannel.backend === 'tailscale') return 'UDP: WireGuard of Tailscale';
  return flannel.backend === 'none' ? "your CNI's packets" : 'the pod packet itself, unchanged';
}

/** Addresses in the share of a node, whose number is not known before the node joins: `10.42.A.2`, `fd42:0:0:A::2`. */
class PodShare {
  readonly length: number;
  private readonly cidr: string;
  /** What stands before the symbol, and between it and the number of the address. */
  private readonly pattern: readonly [before: string, after: string] | undefined;

  constructor(
    plan: NetworkPlan,
    private readonly family: Family,
  ) {
    const network = plan.clusterCidr.find((one) => one.family === family);
    this.length = plan.nodeCidrMaskSize[family] ?? (family === 4 ? 24 : 64);
    this.cidr = network?.toString() ?? '';
    this.pattern = network === undefined ? undefined : sharePattern(network, this.length);
  }

  network(symbol: string): string {
    if (this.pattern === undefined) return `share ${symbol} of ${this.cidr}`;
    return `${this.first(symbol)}/${this.length}`;
  }

  first(symbol: string): string {
    return this.at(symbol, 0);
  }

  bridge(symbol: string): string {
    return this.at(symbol, 1);
  }

  pod(symbol: string): string {
    return this.at(symbol, 2);
  }

  private at(symbol: string, index: number): string {
    const [before, after] = this.pattern ?? ['', this.family === 4 ? '+' : '::'];
    const number = this.family === 6 && index === 0 ? '' : String(index);
    return `${before}${symbol}${after}${number}`;
  }
}

/** Shares that end at a full octet or at the half of an IPv6 address have a digit group of their own. */
function sharePattern(network: Cidr, length: number): readonly [before: string, after: string] | undefined {
  const { first, family, prefixLength } = network;
  if (family === 4 && length === 24 && prefixLength >= 16) return [`${octetsOf(first, 2).join('.')}.`, '.'];
  if (family === 6 && length === 64 && prefixLength >= 48) return [`${groupsOf(first, 3).join(':')}:`, '::'];
  return undefined;
}

function octetsOf(value: bigint, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String((value >> BigInt(24 - 8 * index)) & 0xffn));
}

function groupsOf(value: bigint, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
}
