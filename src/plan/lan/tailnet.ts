import type { Span } from '../../address';
import { Cidr, overlaps } from '../../address';

/**
 * The networks that Tailscale assigns addresses from. It drops packets with an IPv4 address of them that arrive by another
 * interface.
 *
 * @see https://tailscale.com/kb/1015/100.x-addresses
 */
const TAILNET = [Cidr.parse('100.64.0.0/10'), Cidr.parse('fd7a:115c:a1e0::/48')];

/** MTU of tailscale0. */
export const TAILNET_MTU = 1280;

/** The network of tailnets that shares an address with a network or range, if any. */
export function findTailnet(span: Span): Cidr | undefined {
  return TAILNET.find((cidr) => overlaps(cidr, span));
}
