import type { Address } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { findSegment } from '../../plan';
import type { KernelRoute } from '../readings';

/** The gateways of the node's address families. */
export function listGateways({ gateway }: NetworkPlan['lan'], { nodeIp }: NodePlan): readonly Address[] {
  return gateway.filter(({ family }) => nodeIp.some((address) => address.family === family));
}

/**
 * Whether a route leads to the gateway. A router advertises its link-local address, which the profile does not contain;
 * nor does it contain the gateway of another segment of the LAN.
 */
export function leadsTo(
  { via }: KernelRoute,
  gateway: Address,
  { lan }: NetworkPlan,
  { nodeIp }: NodePlan,
): boolean {
  if (via === gateway.toString() || via?.startsWith('fe80:') === true) return true;
  const own = nodeIp.find(({ family }) => family === gateway.family);
  const segment = own && findSegment(lan, own);
  return segment !== undefined && segment !== findSegment(lan, gateway) && via !== undefined;
}
