import type { Address } from '../../address';
import type { NetworkPlan } from '../../plan';
import type { Host } from '../host';
import type { AddressOwner } from './neighbour-table';
import { readOwners } from './neighbour-table';

/**
 * The owners of the nodes' addresses and of fixed addresses, by address: one sweep for all checks that need them.
 *
 * @param near the fixed addresses in the LAN client's own networks
 * @throws UnreachableError
 */
export function readFixedOwners(
  plan: NetworkPlan,
  host: Host,
  near: readonly Address[],
): Promise<ReadonlyMap<string, AddressOwner>> {
  const nodes = plan.nodes.flatMap(({ nodeIp }) => nodeIp.map(String));
  return readOwners(host, [...nodes, ...near.map(String)]);
}
