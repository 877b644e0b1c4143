import { contains } from '../../address';
import type { NetworkPlan } from '../model';
import { listMetalLbServices } from '../services';
import { countAssignable } from './pools';

/** A pool of MetalLB, and what the profile requests of it. */
export interface PoolUsage {
  readonly name: string;
  /** The number of addresses that MetalLB can assign. */
  readonly size: bigint;
  /** The number of its addresses that Services of the profile request. */
  readonly requested: number;
}

/** The pools with their sizes, in the profile's order. */
export function listPoolUsage(plan: NetworkPlan): readonly PoolUsage[] {
  const fixed = listMetalLbServices(plan).flatMap(({ loadBalancerIPs }) => loadBalancerIPs);
  return (plan.metallb?.ipAddressPools ?? []).map((pool) => {
    const { name, addresses } = pool;
    const own = fixed.filter((address) => addresses.some((span) => contains(span, address)));
    return {
      name,
      size: countAssignable(pool, 4) + countAssignable(pool, 6),
      requested: new Set(own.map(String)).size,
    };
  });
}
