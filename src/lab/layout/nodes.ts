import type { NetworkPlan, NodePlan } from '../../plan';
import { Address } from '../../address';
import { listNodeAddresses, findSegment } from '../../plan';
import { describeFurtherDifferences, layOutFurther, listFurtherLanAddresses } from './further-wires';
import type { Cable, Machine } from './machine';
import { withLength } from './machine';
import type { RouterAddress } from './router';
import type { Wire } from './wires';
import { findWire } from './wires';

/** Name of a node's interface if the profile sets none. */
const USUAL_INTERFACE = 'eth0';

/** Maximum length of an interface's name in bytes. */
const MAX_INTERFACE_NAME = 15;

/** Lays out the profile's nodes as machines, each at its own addresses. */
export function layOutNodes(plan: NetworkPlan, router: readonly RouterAddress[]): readonly Machine[] {
  return plan.nodes.map((node) => ({
    ...{ name: node.name, kind: 'node', hostName: node.name },
    interfaces: [
      {
        name: node.flannelIface ?? USUAL_INTERFACE,
        mtu: plan.lan.mtu,
        addresses: [
          ...node.nodeIp.map((address) => onLan(plan, address)),
          ...listFurtherLanAddresses(node),
          ...virtualAddresses(plan, node),
        ],
      },
      ...layOutFurther(plan, node),
    ],
    loopback: node.nodeExternalIp.map((address) => withLength(address)),
    routes: defaultRoutes(plan, node, router),
    sysctls: {},
    nameServers: gatewaysOf(plan, node, router).map(String),
  }));
}

/** An address with the prefix length of its network. */
export function onLan({ lan }: NetworkPlan, address: Address): string {
  return withLength(address, findSegment(lan, address)?.prefixLength);
}

function defaultRoutes(plan: NetworkPlan, node: NodePlan, router: readonly RouterAddress[]) {
  return gatewaysOf(plan, node, router).map((address) => ({ to: 'default', via: address.toString() }));
}

/** The router's addresses on the node's own networks. */
function gatewaysOf({ lan }: NetworkPlan, { nodeIp }: NodePlan, router: readonly RouterAddress[]): Address[] {
  const segments = nodeIp.map((address) => findSegment(lan, address));
  return segments.flatMap((own) => router.find(({ segment }) => segment === own)?.address ?? []);
}

/** The registration address, if it is an address that moves between servers. In the lab the first server has it. */
function virtualAddresses(plan: NetworkPlan, node: NodePlan): readonly string[] {
  const address = virtualAddress(plan);
  return address !== undefined && node === plan.servers[0] ? [withLength(address)] : [];
}

/** The registration address, if it is an IP address that no node has. */
function virtualAddress({ registration, nodes }: NetworkPlan): Address | undefined {
  const address = registration.fixed ? Address.find(registration.address) : undefined;
  const known = listNodeAddresses(nodes).some((one) => address !== undefined && one.address.equals(address));
  return known ? undefined : address;
}

/** Describes how the nodes' addresses differ from hardware. */
export function describeNodeDifferences(plan: NetworkPlan): string[] {
  const virtual = virtualAddress(plan);
  const first = plan.servers[0]?.name ?? '';
  const external = plan.nodes.filter(({ nodeExternalIp }) => nodeExternalIp.length > 0);
  return [
    ...(virtual === undefined ? [] : [`the registration address ${virtual.toString()} stays on ${first}`]),
    ...describeFurtherDifferences(plan),
    ...external.map(
      ({ name, nodeExternalIp }) =>
        `${nodeExternalIp.join(', ')} is an address of ${name} itself, reached by a route instead of NAT`,
    ),
  ];
}

/** Connects each node by one cable. */
export function connectNodes(
  plan: NetworkPlan,
  wires: readonly Wire[],
  machines: readonly Machine[],
): readonly Cable[] {
  return plan.nodes.flatMap((node, index) => {
    const machine = machines[index];
    const wire = findWire(plan, wires, node);
    return machine === undefined || wire === undefined ? [] : [connect(machine, wire, index + 1)];
  });
}

/** Connects a machine's only interface to a wire's bridge. */
export function connect(machine: Machine, { bridge }: Wire, number: number): Cable {
  const port = `to-${machine.name}`;
  const { name = USUAL_INTERFACE, mtu = 0 } = machine.interfaces[0] ?? {};
  return {
    ...{ machine: machine.name, interface: name, bridge, mtu },
    port: port.length <= MAX_INTERFACE_NAME ? port : `port${number}`,
  };
}
