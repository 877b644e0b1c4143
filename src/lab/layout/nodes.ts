import type { NetworkPlan, NodePlan } from '../../plan';
import { Address } from '../../address';
import { listNodeAddresses, findSegment } from '../../plan';
import type { Cable, Machine } from './machine';
import { withLength } from './machine';
import type { RouterAddress } from './router';
import type { Wire } from './wires';
import { wireOf } from './wires';

/** What a node's interface is called where the profile leaves it to flannel. */
const USUAL_INTERFACE = 'eth0';

/** Longest name of an interface, in bytes. */
const MAX_INTERFACE_NAME = 15;

/** The profile's nodes as machines, each at its own addresses. */
export function nodeMachines(plan: NetworkPlan, router: readonly RouterAddress[]): readonly Machine[] {
  return plan.nodes.map((node) => ({
    ...{ name: node.name, kind: 'node', hostName: node.name },
    interfaces: [
      {
        name: node.flannelIface ?? USUAL_INTERFACE,
        mtu: plan.lan.mtu,
        addresses: [...node.nodeIp.map((address) => onLan(plan, address)), ...virtualAddresses(plan, node)],
      },
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

/** The registration address where it is an address that moves between servers: the first one has it. */
function virtualAddresses(plan: NetworkPlan, node: NodePlan): readonly string[] {
  const address = virtualAddress(plan);
  return address !== undefined && node === plan.servers[0] ? [withLength(address)] : [];
}

/** The registration address, where it is an address that is nobody's own. */
export function virtualAddress({ registration, nodes }: NetworkPlan): Address | undefined {
  const address = registration.fixed ? Address.find(registration.address) : undefined;
  const known = listNodeAddresses(nodes).some((one) => address !== undefined && one.address.equals(address));
  return known ? undefined : address;
}

/** What of the nodes' addresses is not as on hardware. */
export function nodeDifferences(plan: NetworkPlan): string[] {
  const virtual = virtualAddress(plan);
  const first = plan.servers[0]?.name ?? '';
  const external = plan.nodes.filter(({ nodeExternalIp }) => nodeExternalIp.length > 0);
  return [
    ...(virtual === undefined
      ? []
      : [`${virtual.toString()}, the registration address, stays with ${first}`]),
    ...external.map(
      ({ name, nodeExternalIp }) =>
        `${nodeExternalIp.join(', ')} is an address of ${name} itself, by a plain route instead of translation`,
    ),
  ];
}

/** One cable a node. */
export function nodeCables(
  plan: NetworkPlan,
  wires: readonly Wire[],
  machines: readonly Machine[],
): readonly Cable[] {
  return plan.nodes.flatMap((node, index) => {
    const machine = machines[index];
    const wire = wireOf(plan, wires, node);
    return machine === undefined || wire === undefined ? [] : [cable(machine, wire, index + 1)];
  });
}

/** A cable from a machine's only interface to a wire's bridge. */
export function cable(machine: Machine, { bridge }: Wire, number: number): Cable {
  const port = `to-${machine.name}`;
  const { name = USUAL_INTERFACE, mtu = 0 } = machine.interfaces[0] ?? {};
  return {
    ...{ machine: machine.name, interface: name, bridge, mtu },
    port: port.length <= MAX_INTERFACE_NAME ? port : `port${number}`,
  };
}
