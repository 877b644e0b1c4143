import type { Address } from '../../address';
import type { IPAddressPoolPlan } from '../model';
import type { LoadBalancerService } from '../services';
import { listBuggyIPs, findPoolsFor, findPoolWith } from './pools';

/** An address that one Service requests, and that MetalLB may assign first to a Service without a fixed address. */
export interface FirstCome {
  readonly service: LoadBalancerService;
  readonly address: Address;
  readonly pool: IPAddressPoolPlan;
  /** Services that take what is free, at least one. */
  readonly rivals: readonly LoadBalancerService[];
}

/**
 * Fixed addresses that MetalLB may assign to another Service. MetalLB assigns a pool from its start, so only those that
 * the Services without a fixed address reach can be affected, whatever the order of creation.
 */
export function findFirstComers(
  pools: readonly IPAddressPoolPlan[],
  services: readonly LoadBalancerService[],
): readonly FirstCome[] {
  if (services.every(({ loadBalancerIPs }) => loadBalancerIPs.length > 0)) return [];
  const fixed = services.flatMap((service) =>
    service.loadBalancerIPs.flatMap((address) => {
      const pool = findPoolWith(pools, address);
      return pool === undefined ? [] : [{ service, address, pool }];
    }),
  );
  return fixed.flatMap((one) => {
    const rivals = services.filter((service) => isRival(service, one, pools));
    const before = fixed.filter(
      ({ pool, address }) => pool === one.pool && position(pool, address) < position(one.pool, one.address),
    );
    const taken = new Set(before.map(({ address }) => address.toString())).size;
    const reached = position(one.pool, one.address) < BigInt(rivals.length + taken);
    return rivals.length > 0 && reached ? [{ ...one, rivals }] : [];
  });
}

function isRival(
  rival: LoadBalancerService,
  { service, address, pool }: Omit<FirstCome, 'rivals'>,
  pools: readonly IPAddressPoolPlan[],
): boolean {
  if (rival.loadBalancerIPs.length > 0 || !rival.ipFamilies.includes(address.family)) return false;
  const shares = rival.allowSharedIp !== undefined && rival.allowSharedIp === service.allowSharedIp;
  return !shares && findPoolsFor(pools, rival).includes(pool);
}

/** How many addresses of its family a pool gives before this one. */
function position({ addresses, avoidBuggyIPs }: IPAddressPoolPlan, { family, value }: Address): bigint {
  let before = 0n;
  for (const range of addresses) {
    if (range.family !== family) continue;
    const last = value <= range.last ? value - 1n : range.last;
    const part = { family, first: range.first, last };
    if (last >= range.first) before += last - range.first + 1n - (avoidBuggyIPs ? listBuggyIPs(part) : 0n);
    if (value >= range.first && value <= range.last) return before;
  }
  return before;
}
