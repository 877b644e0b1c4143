import type { Address } from '../../address';
import type { LoadBalancerService, NetworkPlan } from '../../plan';
import { isNamed } from '../objects/live-objects';
import { supplyOf } from '../objects/load-balancing';
import { balancedAddresses, readServices } from '../objects/services';
import type { ClusterReader } from '../place';
import { Unreachable } from '../place';

/** As many of a Service's addresses as are asked: ServiceLB gives it one for every node. */
const MAX_ASKED = 6;

/**
 * Where clients find a Service: the addresses that the profile fixes, or else those that it was given.
 *
 * @throws Unreachable where nobody can say
 */
export async function askedAddresses(
  service: LoadBalancerService,
  plan: NetworkPlan,
  cluster: ClusterReader,
): Promise<readonly Address[]> {
  const { name, namespace, servedBy, loadBalancerIPs } = service;
  if (servedBy === 'metallb' && loadBalancerIPs.length > 0) return loadBalancerIPs;
  const live = (await readServices(cluster)).find((one) => isNamed(one, name, namespace));
  const given = balancedAddresses(live).slice(0, MAX_ASKED);
  if (given.length > 0) return given;
  const planned = supplyOf(plan, servedBy)?.title ?? 'an address by a load balancer of your own';
  throw new Unreachable(
    `Service ${namespace}/${name} has no address, and the profile leaves it to the load balancer (${planned})`,
    `kubectl -n ${namespace} describe service ${name}`,
  );
}
