import type { Cidr } from '../../address';
import { BITS } from '../../address';
import { pathOf, setPath } from '../../diagnostics/profile-path';
import type { NetworkPlan, NodeInterfacePlan, NodePlan } from '../model';
import { isPointToPoint } from './interface-kinds';

/** The network of an address of a node's further interface. */
export interface InterfaceNetwork {
  readonly node: NodePlan;
  readonly on: NodeInterfacePlan;
  /** Without host bits; its path is that of the address. */
  readonly cidr: Cidr;
}

/** The networks of a node's further interfaces, without those that have a single address. */
export function listInterfaceNetworks(node: NodePlan): readonly InterfaceNetwork[] {
  return node.interfaces.flatMap((on) =>
    on.addresses.flatMap((address, index) =>
      address.prefixLength === BITS[address.family]
        ? []
        : [{ node, on, cidr: setPath(address.canonical, pathOf(on, 'addresses', index)) }],
    ),
  );
}

/** The first interface with each network that is in no network of the LAN. */
export function listFurtherNetworks({ nodes, lan }: NetworkPlan): readonly InterfaceNetwork[] {
  const known = new Set(lan.cidr.map((cidr) => cidr.canonical.toString()));
  return nodes.flatMap(listInterfaceNetworks).filter(({ cidr }) => {
    const text = cidr.toString();
    if (known.has(text)) return false;
    known.add(text);
    return true;
  });
}

/** Whether a node's interface carries IP packets only: as the profile states it, or by the name. */
export function isTunnel({ interfaces }: NodePlan, name: string): boolean {
  const stated = interfaces.find((one) => one.name === name);
  return stated === undefined ? isPointToPoint(name) : stated.kind === 'tunnel';
}
