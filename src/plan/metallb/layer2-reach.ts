import type { Cidr, Span } from '../../address';
import { contains } from '../../address';
import { findSegment } from '../claims/segments';
import { isOverlayInterface, isTunnel, listInterfaceNetworks } from '../lan';
import type { L2AdvertisementPlan, LanPlan, NetworkPlan, NodePlan } from '../model';
import { isExcludedInterface } from './interfaces';

/** An interface with ARP and NDP, and a network that it has an address in. */
export interface AnnouncingInterface {
  /** Undefined: the interface of nodeIp, which the profile does not name. */
  readonly name: string | undefined;
  readonly cidr: Cidr;
}

/** The interfaces that a node can announce on by L2, one entry for each network. */
export function listAnnouncingInterfaces(
  { lan }: NetworkPlan,
  node: NodePlan,
): readonly AnnouncingInterface[] {
  const { flannelIface: name, nodeIp } = node;
  const own =
    name !== undefined && isTunnel(node, name)
      ? []
      : nodeIp.flatMap((address) => findSegment(lan, address) ?? []).map((cidr) => ({ name, cidr }));
  const further = listInterfaceNetworks(node)
    .filter(({ on }) => on.kind === 'ethernet' && !isExcludedInterface(on.name))
    .map(({ on, cidr }) => ({ name: on.name, cidr }));
  return [...own, ...further];
}

/** Those that an advertisement does not exclude. */
export function listAdvertisingInterfaces(
  plan: NetworkPlan,
  node: NodePlan,
  { interfaces }: L2AdvertisementPlan,
): readonly AnnouncingInterface[] {
  const all = listAnnouncingInterfaces(plan, node);
  if (interfaces.length === 0) return all;
  return all.filter(({ name }) => name === undefined || interfaces.includes(name));
}

/** The interfaces of a node that the profile names. */
export function listInterfaceNames({ flannelIface, interfaces }: NodePlan): readonly string[] {
  return [...(flannelIface === undefined ? [] : [flannelIface]), ...interfaces.map(({ name }) => name)];
}

/** Whether one of a node's own addresses, or of its Ethernet interfaces, is in a network. */
export function hasAddressIn({ nodeIp, interfaces }: NodePlan, cidr: Cidr): boolean {
  return (
    nodeIp.some((address) => contains(cidr, address)) ||
    interfaces.some(
      ({ kind, addresses }) =>
        kind === 'ethernet' && addresses.some(({ address }) => contains(cidr, address)),
    )
  );
}

/**
 * Whether a node may announce on an interface that the profile does not have: the advertisement names another one than
 * those of the node, or the only one of the node is an overlay's, beside which every node has a real one.
 */
export function mayUseOtherInterface(node: NodePlan, { interfaces }: L2AdvertisementPlan): boolean {
  const known = listInterfaceNames(node);
  if (interfaces.length === 0) return node.interfaces.length === 0 && known.some(isOverlayInterface);
  return interfaces.some((name) => !known.includes(name));
}

/** A node's tunnel, where that is its only connection to a network. */
export function findPointToPoint(node: NodePlan, lan: LanPlan, span: Cidr): string | undefined {
  const { flannelIface, nodeIp } = node;
  const isIn = ({ cidr }: { readonly cidr: Cidr }) => overlapsNetwork(cidr, span);
  const further = listInterfaceNetworks(node).filter(isIn);
  if (further.some(({ on }) => on.kind === 'ethernet')) return undefined;
  const isOwn = nodeIp.some((address) => findSegment(lan, address) === span);
  if (isOwn) return flannelIface !== undefined && isTunnel(node, flannelIface) ? flannelIface : undefined;
  return further[0]?.on.name;
}

function overlapsNetwork(a: Span, b: Span): boolean {
  return contains(a, b) || contains(b, a);
}
