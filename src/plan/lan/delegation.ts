import type { Cidr } from '../../address';
import { BITS, findSpecialPurposes } from '../../address';
import type { LanPlan } from '../model';

/** Providers delegate prefixes between /48 and /64; networks that share the first 48 bits are of one customer. */
const DELEGATION = 48;

/** Whether a network is IPv6 with addresses that are routed on the internet. */
export function isGlobalIpv6(cidr: Cidr): boolean {
  return cidr.family === 6 && findSpecialPurposes(cidr).length === 0;
}

/** The network of the LAN that comes from the same delegation as an IPv6 prefix, if any. */
export function findDelegation({ cidr: networks }: LanPlan, prefix: Cidr): Cidr | undefined {
  const start = ({ first }: Cidr) => first >> BigInt(BITS[6] - DELEGATION);
  return networks.find((cidr) => isGlobalIpv6(cidr) && start(cidr) === start(prefix));
}
