import type { Family } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { deviceOf, findAddressOfFamily, findNodesApart } from '../../plan';
import { atInterface, atNode } from './create-hops';
import type { TraceSource } from './trace-endpoint';
import type { Carrier, TraceHop, TraceStep } from './trace-hop';

/** The hops of packets between machines and pods, for one plan and one family. */
export class PacketWay {
  constructor(
    private readonly plan: NetworkPlan,
    private readonly family: Family,
  ) {}

  /** From the process to the routing of its machine. */
  leave(from: TraceSource): readonly TraceHop[] {
    if (from.kind === 'client') {
      const { mtu } = this.plan.lan;
      return [{ where: 'LAN client', at: 'its interface', step: 'start', action: 'sends', mtu }];
    }
    if (from.kind === 'node')
      return [atNode(from.node, 'route', 'routing', 'chooses a route', 'default-route')];
    const where = `pod on ${from.node.name}`;
    const action = 'sends to its gateway';
    return [
      { where, at: 'eth0', step: 'start', device: 'eth0', action, ...this.podMtu() },
      ...this.bridge(from.node, 'bridge-in', 'bridge of the pods, gateway of the share'),
    ];
  }

  toPod(from: TraceSource, target: NodePlan): readonly TraceHop[] {
    const arrival = this.arrive(target);
    const bridge = this.bridge(target, 'bridge-out', 'bridge of the pods');
    if (from.kind === 'pod' && from.node === target) return [arrival];
    if (from.kind === 'node' && from.node === target) return [...bridge, arrival];
    const source = from.kind === 'client' ? target : from.node;
    return [...this.overlay(source, target), ...bridge, arrival];
  }

  /** Back to the pod that has sent it: the bridge returns it by the port it came from. */
  toItself(node: NodePlan): readonly TraceHop[] {
    const back = 'back to the port it came from (hairpin)';
    return [...this.bridge(node, 'bridge-out', back), this.arrive(node)];
  }

  private arrive(node: NodePlan): TraceHop {
    const where = `pod on ${node.name}`;
    return { where, at: 'eth0', step: 'arrive', device: 'eth0', action: 'receives', ...this.podMtu() };
  }

  /** The bridge of flannel; another CNI has interfaces of its own. */
  private bridge(node: NodePlan, step: TraceStep, action: string): readonly TraceHop[] {
    if (this.hasOtherCni) return [];
    return [{ ...atNode(node, step, 'cni0', action, 'cni-bridge'), device: 'cni0', ...this.podMtu() }];
  }

  private get hasOtherCni(): boolean {
    return this.plan.flannel.backend === 'none';
  }

  /** Between two nodes, as flannel or another CNI carries it. */
  private overlay(source: NodePlan, target: NodePlan): readonly TraceHop[] {
    if (this.hasOtherCni) {
      return [
        atNode(source, 'route', 'routing', `route to the pods of ${target.name} by your CNI`),
        ...this.wire(source, target, "your CNI's packets"),
        atNode(target, 'route', 'routing', 'forwards to the pod, by your CNI', 'ip-forwarding'),
      ];
    }
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
      const wire = this.wire(source, target, 'the packet itself');
      return [route(`via ${via}`, source.flannelIface), ...wire, forward];
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
      ...this.wire(source, target, carried, kind),
      atDevice(target, 'decapsulate', 'decapsulates'),
      forward,
    ];
  }

  /** From interface to interface over the LAN. */
  private wire(
    source: NodePlan,
    target: NodePlan,
    what: string,
    tunnel?: Carrier['kind'],
  ): readonly TraceHop[] {
    const { mtu } = this.plan.lan;
    const [out, into] = [this.addressOf(source), this.addressOf(target)];
    const carrier = tunnel && { carrier: { kind: tunnel, source: out, destination: into } };
    const hops: readonly TraceHop[] = [
      { ...atInterface(source, 'send', `sends from ${out}`, 'lan-address') },
      { where: 'LAN', at: 'wire', step: 'wire', action: `${out} to ${into}: ${what}`, check: 'lan-ping' },
      { ...atInterface(target, 'receive', `receives at ${into}`, 'firewall-drops') },
    ];
    return hops.map((hop) => ({ ...hop, ...carrier, mtu }));
  }

  toNode(from: TraceSource, target: NodePlan): readonly TraceHop[] {
    const own = atNode(target, 'deliver', 'input', 'delivers to the process');
    if (from.kind === 'client') return [...this.fromLan(target), own];
    if (from.node === target) return [own];
    return [...this.masquerade(from), ...this.wire(from.node, target, 'the packet itself'), own];
  }

  /** flannel masquerades what leaves the pod network. */
  private masquerade(from: TraceSource): readonly TraceHop[] {
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

  toOutside(from: TraceSource, target: string): readonly TraceHop[] {
    const { mtu } = this.plan.lan;
    const end: TraceHop = { where: 'LAN', at: 'wire', step: 'wire', action: `to ${target}`, mtu };
    if (from.kind === 'client') return [end];
    return [
      ...this.masquerade(from),
      { ...atInterface(from.node, 'send', 'sends', 'default-route'), mtu },
      end,
    ];
  }

  fromLan(target: NodePlan): readonly TraceHop[] {
    const { mtu } = this.plan.lan;
    const action = `to ${this.addressOf(target)}`;
    return [
      { where: 'LAN', at: 'wire', step: 'wire', action, mtu, check: 'address-owners' },
      { ...atInterface(target, 'receive', 'receives', 'firewall-drops'), mtu },
    ];
  }

  addressOf(node: NodePlan): string {
    return findAddressOfFamily(node, this.family)?.toString() ?? '';
  }

  private podMtu(): Pick<TraceHop, 'mtu'> {
    if (this.hasOtherCni) return {};
    return { mtu: deviceOf(this.plan, this.family)?.mtu ?? this.plan.flannel.podMtu };
  }
}
