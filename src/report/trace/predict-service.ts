import type { Family } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { describeAnnouncement, listAnnouncers } from './announcers';
import { atInterface, atNode } from './create-hops';
import type { PacketWay } from './packet-way';
import type { Trace, TraceHop } from './trace-hop';
import type { TraceSource } from './trace-endpoint';
import type { TracedService } from './traced-service';
import type { ServiceAddress } from './translate-service';
import { isMasqueraded, serviceAddress } from './translate-service';

/** What only the running cluster decides. The prediction assumes it where it is not given. */
export interface RunningChoices {
  /** The node that announces the LoadBalancer address. */
  readonly announcer?: NodePlan;
  /** The node of the pod that kube-proxy chooses. */
  readonly endpoint?: NodePlan;
  /** Whether that pod is the one that the connection comes from. */
  readonly isSelf?: boolean;
  /** The nodes with a ready pod of the Service. */
  readonly podNodes?: readonly NodePlan[];
}

/** The Service that a connection is made to. */
interface ServiceTarget {
  readonly service: TracedService;
  readonly via: ServiceAddress;
  /** The node whose address it is made to; only ServiceLB has addresses of nodes. */
  readonly node?: NodePlan;
}

type PodSource = Extract<TraceSource, { kind: 'pod' }>;

/** Predicts the way of connections to Services, for one plan and one family. */
export class ServicePrediction {
  constructor(
    private readonly plan: NetworkPlan,
    private readonly family: Family,
    private readonly way: PacketWay,
    private readonly choices: RunningChoices,
  ) {}

  toService(from: TraceSource, to: ServiceTarget): Trace {
    const { service, via } = to;
    if (from.kind === 'client') {
      if (via === 'cluster-ip')
        return {
          hops: this.way.leave(from),
          dropped:
            'Cluster IPs exist only on nodes; the LAN has no route to them. Use the LoadBalancer address.',
        };
      return this.clientToService(to);
    }
    if (to.node !== undefined && this.isRelayed(service, to.node))
      return this.toRelay(from, service, to.node);
    if (this.reachesItself(from, service)) return this.toItself(from, service, via);
    // kube-proxy translates on the machine of the sender, LoadBalancer addresses too: nothing crosses the LAN for them.
    const isOwn = isMasqueraded(from, service, via);
    const source = isOwn ? `; source: the ${from.kind} to an address of the node` : '';
    const nat = `destination: ${serviceAddress(service, via)} to a pod of ${service.title}${source}`;
    const translated = this.chooseEndpoint(from.node, nat, isOwn);
    const other = this.choices.endpoint ?? this.plan.nodes.find((node) => node !== from.node) ?? from.node;
    return {
      hops: [...this.way.leave(from), translated, ...this.way.toPod(from, other)],
      ...this.assumeRemotePod(other, from.node),
    };
  }

  /** A Service with one pod has no other to choose. */
  private reachesItself(from: TraceSource, service: TracedService): from is PodSource {
    if (from.kind !== 'pod' || from.service?.name !== service.name) return false;
    return this.choices.isSelf ?? (this.choices.endpoint === undefined && service.replicas === 1);
  }

  /** kube-proxy replaces the source, so that the reply comes back through the node and is translated there. */
  private toItself({ node, ...from }: PodSource, service: TracedService, via: ServiceAddress): Trace {
    const source = 'source: the pod to an address of the node, since the pod reaches itself';
    const nat = `destination: ${serviceAddress(service, via)} to the same pod of ${service.title}; ${source}`;
    return {
      hops: [
        ...this.way.leave({ node, ...from }),
        this.chooseEndpoint(node, nat, true),
        ...this.way.toItself(node),
      ],
    };
  }

  /** @param isOwn whether an address of the node replaces the source */
  private chooseEndpoint(node: NodePlan, nat: string, isOwn: boolean): TraceHop {
    const action = `chooses an endpoint (${this.plan.kubeProxy.mode})`;
    const hop = atNode(node, 'translate', 'kube-proxy', action, 'service-addresses');
    return { ...hop, nat, ...(isOwn && { source: 'own' }) };
  }

  /** With policy Local, kube-proxy takes the packets of a LoadBalancer address on nodes with a pod only. */
  private isRelayed({ servedBy, externalTrafficPolicy }: TracedService, node: NodePlan): boolean {
    const { podNodes } = this.choices;
    const isLocal = servedBy === 'servicelb' && externalTrafficPolicy === 'Local';
    return isLocal && podNodes !== undefined && !podNodes.includes(node);
  }

  /** ServiceLB's pod listens on a port of the node, and forwards to the NodePort. It replaces the source. */
  private toRelay(from: TraceSource, service: TracedService, node: NodePlan): Trace {
    const target = this.choices.endpoint ?? this.plan.nodes.find((one) => one !== node) ?? node;
    const policy = `policy ${service.externalTrafficPolicy}, but the packet comes from a pod`;
    return {
      hops: [
        ...this.way.leave(from),
        ...this.way.toNode(from, node).slice(0, -1),
        {
          ...atNode(node, 'host-port', 'host port', 'has no pod of the Service: ServiceLB receives'),
          nat: `destination: ${this.way.addressOf(node)} to the pod of ServiceLB`,
        },
        {
          ...atNode(node, 'relay', "ServiceLB's pod", 'forwards to the NodePort'),
          nat: `destination: the pod of ServiceLB to the NodePort; source: the ${from.kind} to that pod`,
        },
        {
          ...atNode(node, 'translate', 'kube-proxy', policy, 'load-balancer-addresses'),
          nat: `destination: the NodePort to a pod of ${service.title}`,
        },
        ...this.way.toPod({ kind: 'pod', node }, target),
      ],
    };
  }

  private clientToService({ service, node }: ServiceTarget): Trace {
    const [first, second] = listAnnouncers(this.plan, service);
    const announcer = node ?? this.choices.announcer ?? first;
    const hops = this.way.leave({ kind: 'client' });
    if (announcer === undefined)
      return { hops, dropped: `No node announces the address of ${service.title}.` };
    if (this.isRelayed(service, announcer)) return this.toRelay({ kind: 'client' }, service, announcer);
    const local = service.externalTrafficPolicy === 'Local';
    const own = service.servedBy === 'servicelb' ? this.way.addressOf(announcer) : 'its address';
    const address = service.loadBalancerIPs.find(({ family }) => family === this.family)?.toString() ?? own;
    const other = this.choices.endpoint ?? (second === announcer ? first : second) ?? announcer;
    const target = local ? announcer : other;
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
        ...this.way.toPod({ kind: 'node', node: announcer }, target),
      ],
      ...this.assumeRemotePod(target, announcer),
      ...(local && this.assumeLocalPod(service, announcer)),
    };
  }

  /** With policy Local, only nodes with a pod answer; ServiceLB's pod answers on the others too. */
  private assumeLocalPod({ servedBy, title }: TracedService, { name }: NodePlan): Pick<Trace, 'assumption'> {
    if (servedBy !== 'servicelb' || this.choices.podNodes !== undefined) return {};
    const otherwise = "through a node without one, ServiceLB's pod forwards, and the client address is lost";
    return { assumption: `${name} has a ready pod of ${title}; ${otherwise}` };
  }

  /** The longest way is shown: any node with a ready pod may be chosen. */
  private assumeRemotePod(target: NodePlan, node: NodePlan): Pick<Trace, 'assumption'> {
    if (target === node || this.choices.endpoint !== undefined) return {};
    return { assumption: `kube-proxy chooses any ready pod; this one is on ${target.name}` };
  }
}
