import type { Family } from '../../address';
import type { LoadBalancerService, NetworkPlan, NodePlan } from '../../plan';
import {
  findAddressOfFamily,
  announcersOf,
  bgpAdvertisementsOf,
  deviceOf,
  findNodesApart,
  findPoolWith,
} from '../../plan';
import type { TraceEndpoint } from './trace-endpoint';

/** One place that the packet passes, in order. */
export interface TraceHop {
  /** `pod on pi1`, `node pi1`, `LAN`, `LAN client`. */
  readonly where: string;
  /** Interface, or what decides: `cni0`, `kube-proxy`. */
  readonly at: string;
  /** What happens to the packet. */
  readonly action: string;
  /** Largest packet in bytes that passes; undefined where the hop has no limit of its own. */
  readonly mtu?: number;
  /** What is translated: `destination 10.0.0.100:80 to a pod of Traefik`. */
  readonly nat?: string;
  /** ID of the check of `verify` that guards the hop. */
  readonly check?: string;
}

/** The predicted way of a connection's first packet. */
export interface Trace {
  readonly hops: readonly TraceHop[];
  /** What the prediction had to choose, because only the running cluster decides it. */
  readonly assumption?: string;
  /** Why the packet ends before its destination; undefined where it arrives. */
  readonly dropped?: string;
}

/**
 * Predicts the way of the first packet of a connection.
 *
 * @param family of the addresses; the cluster's primary family unless given
 */
export function predictTrace(
  plan: NetworkPlan,
  from: TraceEndpoint,
  to: TraceEndpoint,
  family: Family = plan.clusterCidr[0]?.family ?? 4,
): Trace {
  if (from.kind !== 'pod' && from.kind !== 'node' && from.kind !== 'client')
    return { hops: [], dropped: 'A connection starts at a pod, a node or a LAN client.' };
  return new TracePrediction(plan, family).predict(from, to);
}

type Source = Extract<TraceEndpoint, { kind: 'pod' | 'node' | 'client' }>;

/** The prediction for one plan and one family. */
class TracePrediction {
  constructor(
    private readonly plan: NetworkPlan,
    private readonly family: Family,
  ) {}

  predict(from: Source, to: TraceEndpoint): Trace {
    switch (to.kind) {
      case 'name':
        return this.toName(from, to.name, to.service);
      case 'service':
        return this.toService(from, to.service, to.via);
      case 'pod':
        return from.kind === 'client'
          ? this.clientToPod()
          : { hops: [...this.leave(from), ...this.toPod(from, to.node)] };
      case 'node':
        return { hops: [...this.leave(from), ...this.toNode(from, to.node)] };
      case 'outside':
        return { hops: [...this.leave(from), ...this.toOutside(from, to.address.toString())] };
      case 'client':
        return { hops: [...this.leave(from), ...this.toOutside(from, 'the LAN client')] };
    }
  }

  /** From the process to the routing of its machine. */
  private leave(from: Source): readonly TraceHop[] {
    if (from.kind === 'client')
      return [{ where: 'LAN client', at: 'its interface', action: 'sends', mtu: this.plan.lan.mtu }];
    if (from.kind === 'node')
      return [
        { where: `node ${from.node.name}`, at: 'routing', action: 'chooses a route', check: 'default-route' },
      ];
    const mtu = this.podMtu();
    return [
      { where: `pod on ${from.node.name}`, at: 'eth0', action: 'sends to its gateway', mtu },
      {
        where: `node ${from.node.name}`,
        at: 'cni0',
        action: 'bridge of the pods, gateway of the share',
        mtu,
        check: 'cni-bridge',
      },
    ];
  }

  private toPod(from: Source, target: NodePlan): readonly TraceHop[] {
    const arrival: readonly TraceHop[] = [
      {
        where: `node ${target.name}`,
        at: 'cni0',
        action: 'bridge of the pods',
        mtu: this.podMtu(),
        check: 'cni-bridge',
      },
      { where: `pod on ${target.name}`, at: 'eth0', action: 'receives', mtu: this.podMtu() },
    ];
    if (from.kind !== 'client' && from.node === target) return arrival.slice(from.kind === 'pod' ? 1 : 0);
    const source = from.kind === 'client' ? target : from.node;
    return [...this.overlay(source, target), ...arrival];
  }

  /** Between two nodes, as flannel carries it. */
  private overlay(source: NodePlan, target: NodePlan): readonly TraceHop[] {
    const device = deviceOf(this.plan, this.family);
    const isDirect =
      this.plan.flannel.directRouting && findNodesApart(this.plan.lan, this.plan.nodes) === undefined;
    if (device === undefined || (device.kind === 'vxlan' && isDirect)) {
      const via = findAddressOfFamily(target, this.family)?.toString() ?? '';
      return [
        this.atNode(source, 'routing', `route to the pods of ${target.name} via ${via}`, 'flannel-routes'),
        ...this.wire(source, target, 'the packet itself'),
        this.atNode(target, 'routing', 'forwards to cni0', 'ip-forwarding'),
      ];
    }
    const carried = device.kind === 'vxlan' ? `VXLAN, VNI ${this.plan.flannel.vni}` : 'WireGuard';
    const mtu = device.mtu;
    return [
      this.atNode(
        source,
        'routing',
        `route to the pods of ${target.name} dev ${device.name}`,
        'flannel-routes',
      ),
      { ...this.atNode(source, device.name, `encapsulates: ${carried}`, 'flannel-device'), mtu },
      ...this.wire(source, target, carried),
      { ...this.atNode(target, device.name, 'decapsulates', 'flannel-device'), mtu },
      this.atNode(target, 'routing', 'forwards to cni0', 'ip-forwarding'),
    ];
  }

  /** From interface to interface over the LAN. */
  private wire(source: NodePlan, target: NodePlan, what: string): readonly TraceHop[] {
    const { mtu } = this.plan.lan;
    const [out, into] = [source, target].map(
      (node) => findAddressOfFamily(node, this.family)?.toString() ?? '',
    );
    return [
      { ...this.atNode(source, interfaceOf(source), `sends from ${out ?? ''}`, 'lan-address'), mtu },
      { where: 'LAN', at: 'wire', action: `${out ?? ''} to ${into ?? ''}: ${what}`, mtu, check: 'lan-ping' },
      { ...this.atNode(target, interfaceOf(target), `receives at ${into ?? ''}`, 'firewall-drops'), mtu },
    ];
  }

  private toNode(from: Source, target: NodePlan): readonly TraceHop[] {
    const own = this.atNode(target, 'input', 'delivers to the process');
    if (from.kind === 'client') return [...this.fromLan(target), own];
    if (from.node === target) return [own];
    return [...this.masquerade(from), ...this.wire(from.node, target, 'the packet itself'), own];
  }

  /** flannel masquerades what leaves the pod network. */
  private masquerade(from: Source): readonly TraceHop[] {
    if (from.kind !== 'pod') return [];
    const isMasqueraded = this.family === 4 || this.plan.flannel.ipv6Masq;
    if (!isMasqueraded) return [this.atNode(from.node, 'routing', 'routes with the address of the pod')];
    const address = findAddressOfFamily(from.node, this.family)?.toString() ?? '';
    return [
      {
        ...this.atNode(from.node, 'masquerade', 'leaves the pod network'),
        nat: `source: the pod's address to ${address}`,
      },
    ];
  }

  private toOutside(from: Source, target: string): readonly TraceHop[] {
    const end: TraceHop = { where: 'LAN', at: 'wire', action: `to ${target}`, mtu: this.plan.lan.mtu };
    if (from.kind === 'client') return [end];
    const out = {
      ...this.atNode(from.node, interfaceOf(from.node), 'sends', 'default-route'),
      mtu: this.plan.lan.mtu,
    };
    return [...this.masquerade(from), out, end];
  }

  private fromLan(target: NodePlan): readonly TraceHop[] {
    const { mtu } = this.plan.lan;
    return [
      {
        where: 'LAN',
        at: 'wire',
        action: `to ${findAddressOfFamily(target, this.family)?.toString() ?? ''}`,
        mtu,
        check: 'address-owners',
      },
      { ...this.atNode(target, interfaceOf(target), 'receives', 'firewall-drops'), mtu },
    ];
  }

  private clientToPod(): Trace {
    const hops = this.leave({ kind: 'client' });
    return {
      hops,
      dropped: 'The LAN has no route to the pod network, unless your router has one to each node share.',
    };
  }

  private toName(from: Source, name: string, service: LoadBalancerService): Trace {
    const asked: TraceHop =
      from.kind === 'pod'
        ? {
            where: `pod on ${from.node.name}`,
            at: 'resolver',
            action: `asks cluster DNS ${this.plan.clusterDns.map(String).join(', ')} for ${name}`,
            check: 'coredns-answers',
          }
        : {
            where: from.kind === 'client' ? 'LAN client' : `node ${from.node.name}`,
            at: 'resolver',
            action: `asks its own name server for ${name}`,
          };
    const { hops, ...end } = this.toService(from, service, 'load-balancer');
    return { hops: [asked, ...hops], ...end };
  }

  private toService(from: Source, service: LoadBalancerService, via: 'cluster-ip' | 'load-balancer'): Trace {
    if (from.kind === 'client') {
      if (via === 'cluster-ip')
        return {
          hops: this.leave(from),
          dropped:
            'Cluster IPs exist only on nodes; the LAN has no route to them. Use the LoadBalancer address.',
        };
      return this.clientToService(service);
    }
    // kube-proxy translates on the machine of the sender, LoadBalancer addresses too: nothing crosses the LAN for them.
    const dnat = {
      ...this.atNode(
        from.node,
        'kube-proxy',
        `chooses an endpoint (${this.plan.kubeProxy.mode})`,
        'service-addresses',
      ),
      nat: `destination: ${serviceAddress(service, via)} to a pod of ${service.title}`,
    };
    const other = this.plan.nodes.find((node) => node !== from.node) ?? from.node;
    return {
      hops: [...this.leave(from), dnat, ...this.toPod(from, other)],
      ...assumeRemotePod(other, from.node),
    };
  }

  private clientToService(service: LoadBalancerService): Trace {
    const [announcer, second] = this.announcers(service);
    const hops = this.leave({ kind: 'client' });
    if (announcer === undefined)
      return { hops, dropped: `No node announces the address of ${service.title}.` };
    const local = service.externalTrafficPolicy === 'Local';
    const address =
      service.loadBalancerIPs.find(({ family }) => family === this.family)?.toString() ?? 'its address';
    const target = local ? announcer : (second ?? announcer);
    const source = local ? '' : '; source: the client to the node';
    return {
      hops: [
        ...hops,
        {
          where: 'LAN',
          at: 'wire',
          action: `${address}: ${this.announcement(service)}`,
          mtu: this.plan.lan.mtu,
          check: 'address-owners',
        },
        {
          ...this.atNode(announcer, interfaceOf(announcer), 'receives', 'firewall-drops'),
          mtu: this.plan.lan.mtu,
        },
        {
          ...this.atNode(
            announcer,
            'kube-proxy',
            `policy ${service.externalTrafficPolicy} (${this.plan.kubeProxy.mode})`,
            'load-balancer-addresses',
          ),
          nat: `destination: ${address} to a pod of ${service.title}${source}`,
        },
        ...this.toPod({ kind: 'node', node: announcer }, target),
      ],
      ...assumeRemotePod(target, announcer),
    };
  }

  private announcers(service: LoadBalancerService): readonly NodePlan[] {
    const { metallb } = this.plan;
    if (service.servedBy === 'servicelb') return this.plan.nodes;
    if (service.servedBy !== 'metallb' || metallb === undefined) return [];
    const [address] = service.loadBalancerIPs;
    const pool =
      address === undefined ? metallb.ipAddressPools[0] : findPoolWith(metallb.ipAddressPools, address);
    return pool === undefined ? [] : announcersOf(this.plan, metallb, pool);
  }

  private announcement(service: LoadBalancerService): string {
    const { metallb } = this.plan;
    if (service.servedBy === 'servicelb') return 'the address of a node';
    const [address] = service.loadBalancerIPs;
    const pool = address && metallb && findPoolWith(metallb.ipAddressPools, address);
    const byBgp = pool && metallb && bgpAdvertisementsOf(metallb, pool).length > 0;
    if (byBgp) return 'the router forwards to one of its next hops (BGP)';
    return this.family === 4 ? 'one node answers ARP' : 'one node answers NDP';
  }

  private atNode({ name }: NodePlan, at: string, action: string, check?: string): TraceHop {
    return { where: `node ${name}`, at, action, ...(check !== undefined && { check }) };
  }

  private podMtu(): number {
    return deviceOf(this.plan, this.family)?.mtu ?? this.plan.flannel.podMtu;
  }
}

/** The longest way is shown: any node with a ready pod may be chosen. */
function assumeRemotePod(target: NodePlan, node: NodePlan): Pick<Trace, 'assumption'> {
  if (target === node) return {};
  return { assumption: `kube-proxy chooses any ready pod; this one is on ${target.name}` };
}

function interfaceOf({ flannelIface }: NodePlan): string {
  return flannelIface ?? 'default route interface';
}

function serviceAddress(service: LoadBalancerService, via: 'cluster-ip' | 'load-balancer'): string {
  return via === 'cluster-ip'
    ? 'the cluster IP'
    : service.loadBalancerIPs.map(String).join(' or ') || 'its address';
}
