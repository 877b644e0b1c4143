import type { Cidr } from '../../address';
import { contains } from '../../address';
import { findSegment } from '../claims/segments';
import { isOverlayInterface, isPointToPoint } from '../lan';
import type { L2AdvertisementPlan, LanPlan, NodePlan } from '../model';

/** Whether one of a node's own addresses is in a network of the LAN. */
export function hasAddressIn({ nodeIp }: NodePlan, cidr: Cidr): boolean {
  return nodeIp.some((address) => contains(cidr, address));
}

/**
 * Whether a node may announce on an interface that the profile says nothing of: the advertisement names another one
 * than the node's `flannelIface`, or that is an overlay's, beside which every node has a real one.
 */
export function mayUseOtherInterface(node: NodePlan, { interfaces }: L2AdvertisementPlan): boolean {
  if (interfaces.length === 0)
    return node.flannelIface !== undefined && isOverlayInterface(node.flannelIface);
  return interfaces.some((name) => name !== node.flannelIface);
}

/** The node's point-to-point interface, where that is how the node is connected to a network of the LAN. */
export function findPointToPoint(node: NodePlan, lan: LanPlan, cidr: Cidr): string | undefined {
  const { flannelIface } = node;
  if (flannelIface === undefined || !isPointToPoint(flannelIface)) return undefined;
  return node.nodeIp.some((address) => findSegment(lan, address) === cidr) ? flannelIface : undefined;
}
