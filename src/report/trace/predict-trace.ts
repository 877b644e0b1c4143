import type { Family } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { findAddressOfFamily, deviceOf, findNodesApart } from '../../plan';
import { describeAnnouncement, listAnnouncers } from './announcers';
import type { TraceEndpoint } from './trace-endpoint';
import { atInterface, atNode } from './create-hops';
import type { TracedService } from './traced-service';
import type { ServiceAddress } from './translate-service';
import { isMasqueraded, serviceAddress } from './translate-service';
import type { Carrier, Trace, TraceHop, TraceStep } from './trace-hop';

/** What only the running cluster decides. The prediction assumes it where it is not given. */
export interface RunningChoices {
  /** The node that announces the LoadBalancer address. */
  readonly announcer?: NodePlan;
  /** The node of the pod that kube-proxy chooses. */
  readonly endpoint?: NodePlan;
  /** Whether that pod is the one that the connection comes from. */
  readonly isSelf?: boolean;
}

/**
 * Predicts the way of the first packet of a connection.
 *
 * @param family of the addresses; the cluster's primary family unless given
 * @param choices of the running cluster, where they are known
 */
export function predictTrace(
  plan: NetworkPlan,
  from: TraceEndpoint,
  to: TraceEndpoint,
  family: Family = plan.clusterCidr[0]?.family ?? 4,
  choices: RunningChoices = {},
): Trace {
  if (from.kind !== 'pod' && from.kind !== 'node' && from.kind !== 'client')
    return { hops: [], dropped: 'A connection starts at a pod, a node or a LAN client.' };
  return new TracePrediction(plan, family, choices).predict(from, to);
}

type Source = Extract<TraceEndpoint, { kind: 'pod' | 'node' | 'client' }>;

/** The prediction for one plan and one family. */
class TracePrediction {
  constructor(
    private readonly plan: NetworkPlan,
    private readonly family: Family,
    private readonly choices: RunningChoices,
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
    if (from.kind === 'client') {
      const { mtu } = this.plan.lan;
      return [{ where: 'LAN client', at: 'its interface', step: 'start', action: 'sends', mtu }];
    }
    if (from.kind === 'node')
      return [atNode(from.node, 'route', 'routing', 'chooses a route', 'default-route')];
    const mtu = this.podMtu();
    const sends = 'sends to its gateway';
    return [
      { where: `pod on ${from.node.name}`, at: 'eth0', step: 'start', device: 'eth0', action: sends, mtu },
      {
        ...atNode(from.node, 'bridge-in', 'cni0', 'bridge of the pods, gateway of the share', 'cni-bridge'),
        ...{ device: 'cni0', mtu },
      },
    ];
  }

  private toPod(from: Source, target: NodePlan): readonly TraceHop[] {
    const mtu = this.podMtu();
    const where = `pod on ${target.name}`;
    const arrival: readonly TraceHop[] = [
      {
        ...atNode(target, 'bridge-out', 'cni0', 'bridge of the pods', 'cni-bridge'),
        ...{ device: 'cni0', mtu },
      },
      { where, at: 'eth0', step: 'arrive', device: 'eth0', action: 'receives', mtu },
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
    const forward: TraceHop = {
      ...atNode(target, 'route', 'routing', 'forwards to cni0', 'ip-forwarding'),
      device: 'cni0',
    };
    const route = (way: string, name?: string): TraceHop => ({
      ...atNode(source, 'route', 'routing', `route to the pods of ${target.name} ${way}`, 'flannel-routes'),
      ...(name !== undefined && { device: name }),
    });
    if (device === undefined || (device.kind === 'vxlan' && isDirect)) {
      const via = this.addressOf(target);
      return [route(`via ${via}`, source.flannelIface), ...this.wire(source, target), forward];
    }
    const kind = device.kind === 'vxlan' ? 'VXLAN' : 'WireGuard';
    const carried = device.kind === 'vxlan' ? `VXLAN, VNI ${this.plan.flannel.vni}` : kind;
    const { name, mtu } = device;
    const atDevice = (node: NodePlan, step: TraceStep, action: string): TraceHop => ({
      ...atNode(node, step, name, action, 'flannel-device'),
      ...{ device: name, mtu },
    });
    return [
      route(`dev ${name}`, name),
      atDevice(source, 'encapsulate', `encapsulates: ${carried}`),
      ...this.wire(source, target, { kind, action: carried }),
      atDevice(target, 'decapsulate', 'decapsulates'),
      forward,
    ];
  }

  /** From interface to interface over the LAN. */
  private wire(source: NodePlan, target: NodePlan, tunnel?: Tunnel): readonly TraceHop[] {
    const { mtu } = this.plan.lan;
    const [out, into] = [this.addressOf(source), this.addressOf(target)];
    const what = tunnel?.action ?? 'the packet itself';
    const carrier = tunnel && { carrier: { kind: tunnel.kind, source: out, destination: into } };
    const hops: readonly TraceHop[] = [
      { ...atInterface(source, 'send', `sends from ${out}`, 'lan-address') },
      { where: 'LAN', at: 'wire', step: 'wire', action: `${out} to ${into}: ${what}`, check: 'lan-ping' },
      { ...atInterface(target, 'receive', `receives at ${into}`, 'firewall-drops') },
    ];
    return hops.map((hop) => ({ ...hop, ...carrier, mtu }));
  }

  private toNode(from: Source, target: NodePlan): readonly TraceHop[] {
    const own = atNode(target, 'deliver', 'input', 'delivers to the process');
    if (from.kind === 'client') return [...this.fromLan(target), own];
    if (from.node === target) return [own];
    return [...this.masquerade(from), ...this.wire(from.node, target), own];
  }

  /** flannel masquerades what leaves the pod network. */
  private masquerade(from: Source): readonly TraceHop[] {
    if (from.kind !== 'pod') return [];
    const isMasqueraded = this.family === 4 || this.plan.flannel.ipv6Masq;
    if (!isMasqueraded) return [atNode(from.node, 'route', 'routing', 'routes with the address of the pod')];
    const address = this.addressOf(from.node);
    return [
      {
        ...atNode(from.node, 'masquerade', 'masquerade', 'leaves the pod network', 'ip-forwarding'),
        ...{ nat: `source: the pod's address to ${address}`, source: address },
      },
    ];
  }

  private toOutside(from: Source, target: string): readonly TraceHop[] {
    const { mtu } = this.plan.lan;
    const end: TraceHop = { where: 'LAN', at: 'wire', step: 'wire', action: `to ${target}`, mtu };
    if (from.kind === 'client') return [end];
    return [
      ...this.masquerade(from),
      { ...atInterface(from.node, 'send', 'sends', 'default-route'), mtu },
      end,
    ];
  }

  private fromLan(target: NodePlan): readonly TraceHop[] {
    const { mtu } = this.plan.lan;
    const action = `to ${this.addressOf(target)}`;
    return [
      { where: 'LAN', at: 'wire', step: 'wire', action, mtu, check: 'address-owners' },
      { ...atInterface(target, 'receive', 'receives', 'firewall-drops'), mtu },
    ];
  }

  private clientToPod(): Trace {
    const hops = this.leave({ kind: 'client' });
    return {
      hops,
      dropped: 'The LAN has no route to the pod network, unless your router has one to each node share.',
    };
  }

  private toName(from: Source, name: string, service: TracedService): Trace {
    const asked: TraceHop =
      from.kind === 'pod'
        ? {
            ...{ where: `pod on ${from.node.name}`, at: 'resolver', step: 'resolve' },
            action: `asks cluster DNS ${this.plan.clusterDns.map(String).join(', ')} for ${name}`,
            check: 'coredns-answers',
          }
        : {
            where: from.kind === 'client' ? 'LAN client' : `node ${from.node.name}`,
            ...{ at: 'resolver', step: 'resolve', action: `asks its own name server for ${name}` },
          };
    const { hops, ...end } = this.toService(from, service, 'load-balancer');
    return { hops: [asked, ...hops], ...end };
  }

  private toService(from: Source, service: TracedService, via: ServiceAddress): Trace {
    if (from.kind === 'client') {
      if (via === 'cluster-ip')
        return {
          hops: this.leave(from),
          dropped:
            'Cluster IPs exist only on nodes; the LAN has no route to them. Use the LoadBalancer address.',
        };
      return this.clientToService(service);
    }
    if (this.reachesItself(from, service)) return this.toItself(from, service, via);
    // kube-proxy translates on the machine of the sender, LoadBalancer addresses too: nothing crosses the LAN for them.
    const isOwn = isMasqueraded(from, service, via);
    const source = isOwn ? `; source: the ${from.kind} to an address of the node` : '';
    const translated: TraceHop = {
      ...atNode(
        from.node,
        'translate',
        'kube-proxy',
        `chooses an endpoint (${this.plan.kubeProxy.mode})`,
        'service-addresses',
      ),
      nat: `destination: ${serviceAddress(service, via)} to a pod of ${service.title}${source}`,
      ...(isOwn && { source: 'own' }),
    };
    const other = this.choices.endpoint ?? this.plan.nodes.find((node) => node !== from.node) ?? from.node;
    return {
      hops: [...this.leave(from), translated, ...this.toPod(from, other)],
      ...this.assumeRemotePod(other, from.node),
    };
  }

  /** A Service with one pod has no other to choose. */
  private reachesItself(from: Source, service: TracedService): from is Extract<Source, { kind: 'pod' }> {
    if (from.kind !== 'pod' || from.service?.name !== service.name) return false;
    return this.choices.isSelf ?? (this.choices.endpoint === undefined && service.replicas === 1);
  }

  /** kube-proxy replaces the source, so that the reply comes back through the node and is translated there. */
  private toItself(
    { node, ...from }: Extract<Source, { kind: 'pod' }>,
    service: TracedService,
    via: ServiceAddress,
  ): Trace {
    const source = 'source: the pod to an address of the node, since the pod reaches itself';
    const mtu = this.podMtu();
    const nat = `destination: ${serviceAddress(service, via)} to the same pod of ${service.title}; ${source}`;
    return {
      hops: [
        ...this.leave({ node, ...from }),
        {
          ...atNode(node, 'translate', 'kube-proxy', `chooses an endpoint (${this.plan.kubeProxy.mode})`),
          ...{ check: 'service-addresses', nat, source: 'own' },
        },
        {
          ...atNode(node, 'bridge-out', 'cni0', 'back to the port it came from (hairpin)', 'cni-bridge'),
          ...{ device: 'cni0', mtu },
        },
        {
          ...{ where: `pod on ${node.name}`, at: 'eth0', step: 'arrive', device: 'eth0' },
          ...{ action: 'receives', mtu },
        },
      ],
    };
  }

  private clientToService(service: TracedService): Trace {
    const [first, second] = listAnnouncers(this.plan, service);
    const announcer = this.choices.announcer ?? first;
    const hops = this.leave({ kind: 'client' });
    if (announcer === undefined)
      return { hops, dropped: `No node announces the address of ${service.title}.` };
    const local = service.externalTrafficPolicy === 'Local';
    const address =
      service.loadBalancerIPs.find(({ family }) => family === this.family)?.toString() ?? 'its address';
    const target = local ? announcer : (this.choices.endpoint ?? second ?? announcer);
    const source = local ? '' : '; source: the client to the node';
    const { mtu } = this.plan.lan;
    const announcement = `${address}: ${describeAnnouncement(this.plan, service, this.family)}`;
    const policy = `policy ${service.externalTrafficPolicy} (${this.plan.kubeProxy.mode})`;
    return {
      hops: [
        ...hops,
        { where: 'LAN', at: 'wire', step: 'wire', action: announcement, mtu, check: 'address-owners' },
        { ...atInterface(announcer, 'receive', 'receives', 'firewall-drops'), mtu },
        {
          ...atNode(announcer, 'translate', 'kube-proxy', policy, 'load-balancer-addresses'),
          nat: `destination: ${address} to a pod of ${service.title}${source}`,
          ...(!local && { source: 'own' }),
        },
        ...this.toPod({ kind: 'node', node: announcer }, target),
      ],
      ...this.assumeRemotePod(target, announcer),
    };
  }

  /** The longest way is shown: any node with a ready pod may be chosen. */
  private assumeRemotePod(target: NodePlan, node: NodePlan): Pick<Trace, 'assumption'> {
    if (target === node || this.choices.endpoint !== undefined) return {};
    return { assumption: `kube-proxy chooses any ready pod; this one is on ${target.name}` };
  }

  private addressOf(node: NodePlan): string {
    return findAddressOfFamily(node, this.family)?.toString() ?? '';
  }

  private podMtu(): number {
    return deviceOf(this.plan, this.family)?.mtu ?? this.plan.flannel.podMtu;
  }
}

/** What carries packets between nodes, and how the hop names it. */
interface Tunnel {
  readonly kind: Carrier['kind'];
  readonly action: string;
}
