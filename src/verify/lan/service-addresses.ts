import type { Address } from '../../address';
import type { LoadBalancerService, NetworkPlan } from '../../plan';
import { quoteCommand } from '../../terminal/quote-command';
import { isNamed } from '../objects/live-objects';
import { deriveSupply } from '../objects/load-balancing';
import { parseAssignedAddresses, readServices } from '../objects/services';
import type { ClusterReader } from '../host';
import { UnreachableError } from '../host';

/** Limit for the addresses of a Service to query: ServiceLB assigns one per node. */
const MAX_ADDRESSES = 6;

/**
 * The addresses of a Service for clients: those that the profile fixes, or else those that were assigned.
 *
 * @throws UnreachableError where none was assigned
 */
export async function findServiceAddresses(
  service: LoadBalancerService,
  plan: NetworkPlan,
  cluster: ClusterReader,
): Promise<readonly Address[]> {
  const { name, namespace, servedBy, loadBalancerIPs } = service;
  if (servedBy === 'metallb' && loadBalancerIPs.length > 0) return loadBalancerIPs;
  const live = (await readServices(cluster)).find((one) => isNamed(one, name, namespace));
  const given = parseAssignedAddresses(live).slice(0, MAX_ADDRESSES);
  if (given.length > 0) return given;
  const planned = deriveSupply(plan, servedBy)?.title ?? 'an address from your own load balancer';
  throw new UnreachableError(
    `Service ${namespace}/${name} has no address, and the profile fixes none (${planned})`,
    quoteCommand(['kubectl', '-n', namespace, 'describe', 'service', name]),
  );
}
