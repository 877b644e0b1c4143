import type { Address, Family, Span } from '../../address';
import { contains } from '../../address';
import type { IPAddressPoolPlan } from '../model';
import type { LoadBalancerService } from '../services';

/** The pool that has an address, if any. */
export function findPoolWith(
  pools: readonly IPAddressPoolPlan[],
  address: Address,
): IPAddressPoolPlan | undefined {
  return pools.find(({ addresses }) => addresses.some((range) => contains(range, address)));
}

/** Whether a pool has addresses of a family. */
export function hasFamily({ addresses }: IPAddressPoolPlan, family: Family): boolean {
  return addresses.some((range) => range.family === family);
}

/** Whether old routers and firewalls may take the address for a broadcast: IPv4 ending in .0 or .255. */
export function isBuggyIP({ family, value }: Address): boolean {
  return family === 4 && (value % 256n === 0n || value % 256n === 255n);
}

/** How many addresses of a family a pool has to give. */
export function countAssignable({ addresses, avoidBuggyIPs }: IPAddressPoolPlan, family: Family): bigint {
  return addresses
    .filter((range) => range.family === family)
    .reduce((sum, range) => sum + range.size - (avoidBuggyIPs ? listBuggyIPs(range) : 0n), 0n);
}

/** How many addresses of a range end in .0 or .255. */
export function listBuggyIPs({ family, first, last }: Pick<Span, 'family' | 'first' | 'last'>): bigint {
  if (family !== 4) return 0n;
  const endingIn0 = last / 256n - (first + 255n) / 256n + 1n;
  const endingIn255 = (last + 1n) / 256n - (first + 256n) / 256n + 1n;
  return endingIn0 + endingIn255;
}

/**
 * Whether a pool's serviceAllocation lets a Service in. What cannot be known of a profile, the labels of
 * namespaces and of Services, is taken to let it in.
 *
 * @see https://metallb.io/configuration/_advanced_ipaddresspool_configuration/
 */
export function admits(
  { serviceAllocation }: IPAddressPoolPlan,
  { namespace }: LoadBalancerService,
): boolean {
  if (serviceAllocation === undefined || serviceAllocation.namespaces.length === 0) return true;
  return serviceAllocation.namespaceSelectors.length > 0 || serviceAllocation.namespaces.includes(namespace);
}

/** The pools that a Service may get its addresses from: its fixed ones, the one it names, or any that is free. */
export function findPoolsFor(
  pools: readonly IPAddressPoolPlan[],
  service: LoadBalancerService,
): readonly IPAddressPoolPlan[] {
  const { loadBalancerIPs, ipAddressPool } = service;
  const open = pools.filter((pool) => admits(pool, service));
  if (loadBalancerIPs.length > 0) {
    return open.filter((pool) => loadBalancerIPs.every((address) => findPoolWith([pool], address)));
  }
  const usable = open.filter((pool) => service.ipFamilies.some((family) => hasFamily(pool, family)));
  return ipAddressPool === undefined
    ? usable.filter(({ autoAssign }) => autoAssign)
    : usable.filter(({ name }) => name === ipAddressPool);
}
