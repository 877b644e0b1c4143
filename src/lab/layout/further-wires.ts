import type { Cidr } from '../../address';
import type { NetworkPlan, NodeInterfacePlan, NodePlan } from '../../plan';
import { contains } from '../../address';
import { listFurtherNetworks } from '../../plan';
import type { Cable, Machine, MachineInterface } from './machine';
import type { Wire } from './wires';

/** The wires of the nodes' further interfaces, beside those of the LAN. */
export function groupFurtherWires(plan: NetworkPlan): readonly Wire[] {
  const networks = listFurtherNetworks(plan).map(({ cidr }) => cidr);
  const lone = listLoneNames(plan, networks);
  return [
    ...networks.map((cidr, index) => ({ bridge: `net${index + 1}`, segments: [cidr] })),
    ...lone.map((_, index) => ({ bridge: `net${networks.length + index + 1}`, segments: [] })),
  ];
}

/** Names of interfaces with single addresses only, such as those of a tailnet: each is one wire. */
function listLoneNames({ nodes, lan }: NetworkPlan, networks: readonly Cidr[]): readonly string[] {
  const known = [...lan.cidr, ...networks];
  const lone = nodes.flatMap((node) =>
    listFurther(node).filter(({ addresses }) =>
      addresses.every((address) => !known.some((cidr) => contains(cidr, address))),
    ),
  );
  return [...new Set(lone.map(({ name }) => name))];
}

/** A node's interfaces that are not the LAN interface. */
function listFurther({ flannelIface, interfaces }: NodePlan): readonly NodeInterfacePlan[] {
  return interfaces.filter(({ name }) => name !== flannelIface);
}

/** The addresses of a node's entry for its LAN interface, without nodeIp. */
export function listFurtherLanAddresses({ flannelIface, interfaces, nodeIp }: NodePlan): readonly string[] {
  return interfaces
    .filter(({ name }) => name === flannelIface)
    .flatMap(({ addresses }) => addresses)
    .filter(({ address }) => !nodeIp.some((own) => own.equals(address)))
    .map(String);
}

/** A node's further interfaces; an address of the node itself stays on the LAN interface. */
export function layOutFurther({ lan }: NetworkPlan, node: NodePlan): readonly MachineInterface[] {
  return listFurther(node).map(({ name, addresses, mtu }) => ({
    ...{ name, mtu: mtu ?? lan.mtu },
    addresses: addresses.filter(({ address }) => !node.nodeIp.some((own) => own.equals(address))).map(String),
  }));
}

/** Connects each further interface to the bridge of its network. */
export function connectFurther(
  plan: NetworkPlan,
  wires: readonly Wire[],
  machines: readonly Machine[],
): readonly Cable[] {
  const further = groupFurtherWires(plan);
  const networks = listFurtherNetworks(plan).map(({ cidr }) => cidr);
  const lone = listLoneNames(plan, networks);
  const loneWires = further.slice(networks.length);
  const findBridge = ({ name, addresses }: NodeInterfacePlan): string | undefined => {
    const wire = [...wires, ...further].find(({ segments }) =>
      segments.some((segment) => addresses.some((address) => contains(segment, address))),
    );
    return (wire ?? loneWires[lone.indexOf(name)])?.bridge;
  };
  return plan.nodes.flatMap((node, index) =>
    listFurther(node).flatMap((one, number) => {
      const [machine, bridge] = [machines[index], findBridge(one)];
      if (machine === undefined || bridge === undefined) return [];
      const mtu = one.mtu ?? plan.lan.mtu;
      return [
        { machine: machine.name, interface: one.name, bridge, mtu, port: `port${index + 1}-${number + 1}` },
      ];
    }),
  );
}

/** How further interfaces differ from hardware. */
export function describeFurtherDifferences({ nodes }: NetworkPlan): readonly string[] {
  const all = nodes.flatMap(listFurther);
  const vlans = [...new Set(all.filter(({ vlanId }) => vlanId !== undefined).map(({ name }) => name))];
  const tunnels = [...new Set(all.filter(({ kind }) => kind === 'tunnel').map(({ name }) => name))];
  return [
    ...(vlans.length > 0 ? [`${vlans.join(', ')}: cables of their own instead of tagged frames`] : []),
    ...(tunnels.length > 0 ? [`${tunnels.join(', ')}: cables instead of tunnels`] : []),
  ];
}
