import type { Family } from '../../address';
import type { IPAddressPoolPlan } from '../model';
import type { LoadBalancerService } from '../services';
import { countAssignable, findPoolsFor } from './pools';

/** Pools with fewer addresses than the Services that have nothing but them must have. */
export interface Shortage {
  readonly pools: readonly IPAddressPoolPlan[];
  /** The family that runs out; undefined where it is both at once. */
  readonly family?: Family;
  readonly services: readonly LoadBalancerService[];
  /** The fewest addresses that the Services can do with, shared ones counted once. */
  readonly needed: bigint;
  readonly available: bigint;
}

/**
 * Every set of pools that cannot serve all the Services that depend on it, whatever the order in which they come.
 */
export function findShortages(
  pools: readonly IPAddressPoolPlan[],
  services: readonly LoadBalancerService[],
): readonly Shortage[] {
  const choices = services.map((service) => ({ service, choice: findPoolsFor(pools, service) }));
  const sets = new Map<string, readonly IPAddressPoolPlan[]>();
  for (const { choice } of choices) sets.set(choice.map(({ name }) => name).join(','), choice);
  return [...sets.values()]
    .filter((set) => set.length > 0)
    .flatMap((set) => {
      const bound = choices.filter(
        ({ choice }) => choice.length > 0 && choice.every((pool) => set.includes(pool)),
      );
      return (
        shortageOf(
          set,
          bound.map(({ service }) => service),
        ) ?? []
      );
    });
}

function shortageOf(
  pools: readonly IPAddressPoolPlan[],
  services: readonly LoadBalancerService[],
): Shortage | undefined {
  for (const family of [4, 6] as const) {
    const strict = services.filter((service) => needs(service, family));
    const needed = fewestAddresses(strict, family);
    const available = total(pools, family);
    if (needed > available) return { pools, family, services: strict, needed, available };
  }
  // A Service of both families without fixed addresses accepts one address of either family.
  const needed = fewestAddresses(services, undefined);
  const available = total(pools, 4) + total(pools, 6);
  return needed > available ? { pools, services, needed, available } : undefined;
}

/** Whether a Service cannot do without an address of the family. */
function needs({ ipFamilies, loadBalancerIPs }: LoadBalancerService, family: Family): boolean {
  const strict = ipFamilies.length === 1 || loadBalancerIPs.length > 0;
  return strict && ipFamilies.includes(family);
}

function total(pools: readonly IPAddressPoolPlan[], family: Family): bigint {
  return pools.reduce((sum, pool) => sum + countAssignable(pool, family), 0n);
}

/** A lower bound: Services that may share an address do, as far as their ports let them. */
function fewestAddresses(services: readonly LoadBalancerService[], family: Family | undefined): bigint {
  const fixed = new Set<string>();
  const groups = new Map<string, LoadBalancerService[]>();
  let alone = 0n;
  for (const service of services) {
    const addresses = service.loadBalancerIPs.filter(
      (address) => family === undefined || address.family === family,
    );
    for (const address of addresses) fixed.add(address.toString());
    if (service.allowSharedIp !== undefined) {
      const key = sharingGroup(service);
      groups.set(key, [...(groups.get(key) ?? []), service]);
    } else if (addresses.length === 0) alone += 1n;
  }
  let shared = 0n;
  for (const group of groups.values()) shared += BigInt(extraAddresses(group));
  return BigInt(fixed.size) + alone + shared;
}

/** Services that may share: the same key, and the same pods where only nodes with a pod answer. */
function sharingGroup(service: LoadBalancerService): string {
  const pods = service.externalTrafficPolicy === 'Local' ? `${service.namespace}/${service.title}` : '';
  return `${service.allowSharedIp ?? ''}\n${pods}`;
}

/** Addresses that a group needs beyond its fixed ones: as many as Services want one and the same port. */
function extraAddresses(group: readonly LoadBalancerService[]): number {
  const byPort = new Map<string, number>();
  for (const { port, protocol } of group.flatMap(({ ports }) => ports)) {
    const key = `${port}/${protocol}`;
    byPort.set(key, (byPort.get(key) ?? 0) + 1);
  }
  const fixed = new Set(
    group.flatMap(({ loadBalancerIPs }) => loadBalancerIPs.map((address) => address.toString())),
  );
  return Math.max(0, Math.max(...byPort.values()) - fixed.size);
}
