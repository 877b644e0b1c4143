import type { Address } from '../../../address';
import type { LoadBalancerService, NetworkPlan } from '../../../plan';
import { contains } from '../../../address';
import { listLoadBalancerServices, findPoolsFor } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import { isNamed } from '../../objects/live-objects';
import type { Supply } from '../../objects/load-balancing';
import { holders, letGo, supplyOf, supplyOfPools } from '../../objects/load-balancing';
import { pendingBecause } from '../../objects/pending-services';
import type { Service } from '../../objects/services';
import { balancedAddresses, givenAddresses, givenNames, readServices } from '../../objects/services';

/** What load balancers gave, against what the profile asks for. */
export const loadBalancerAddresses: ClusterCheck = {
  id: 'load-balancer-addresses',
  scope: 'cluster',
  title:
    'every LoadBalancer Service of the profile has the address that it asks for, or one that it may have',
  why: 'Names in DNS and port forwards of a router point at that address. A Service that is <pending> is reached by nobody.',
  applies: (plan) => listLoadBalancerServices(plan).length > 0,
  async *look({ plan, cluster }: Verification) {
    const services = await readServices(cluster);
    for (const planned of listLoadBalancerServices(plan)) {
      const live = services.find((service) => isNamed(service, planned.name, planned.namespace));
      const pending = live !== undefined && givenAddresses(live).length === 0;
      const because = pending ? await pendingBecause(cluster, planned.servedBy, planned) : undefined;
      yield given(planned, live, services, plan, because);
    }
  },
};

function given(
  planned: LoadBalancerService,
  live: Service | undefined,
  services: readonly Service[],
  plan: NetworkPlan,
  because: string | undefined,
): Observation {
  const { name, namespace, loadBalancerIPs } = planned;
  const found = balancedAddresses(live);
  const missing = loadBalancerIPs.filter((wanted) => !found.some((one) => one.equals(wanted)));
  const others =
    planned.servedBy === 'metallb' && live !== undefined ? holders(services, planned, missing) : [];
  const reasons = [...(because === undefined ? [] : [because]), ...others.map(({ text }) => text)];
  const [other] = others;
  const given = [...givenAddresses(live), ...(live === undefined ? [] : givenNames(live))];
  const what = given.join(', ') || (live === undefined ? 'no such Service' : 'no address');
  const supply = supplyFor(planned, plan);
  return compared(isAsPlanned(given, found, planned, supply), {
    looked: `address of Service ${namespace}/${name}`,
    found: reasons.length === 0 ? what : `${what} (${reasons.join('; ')})`,
    planned: wish(planned, supply),
    next:
      other === undefined
        ? `kubectl -n ${namespace} describe service ${name}`
        : letGo(other.service.metadata),
  });
}

/** What it may get where it asks for no address. */
function supplyFor(planned: LoadBalancerService, plan: NetworkPlan): Supply | undefined {
  if (planned.servedBy !== 'metallb') return supplyOf(plan, planned.servedBy, planned.lbpool);
  return supplyOfPools(findPoolsFor(plan.metallb?.ipAddressPools ?? [], planned));
}

function isAsPlanned(
  given: readonly string[],
  found: readonly Address[],
  { loadBalancerIPs, servedBy }: LoadBalancerService,
  supply: Supply | undefined,
): boolean {
  if (supply === undefined) return given.length > 0;
  if (found.length === 0) return false;
  if (servedBy === 'metallb' && loadBalancerIPs.length > 0)
    return (
      found.length === loadBalancerIPs.length &&
      loadBalancerIPs.every((wanted) => found.some((one) => one.equals(wanted)))
    );
  return found.every((one) => supply.spans.some((span) => contains(span, one)));
}

function wish({ loadBalancerIPs, servedBy }: LoadBalancerService, supply: Supply | undefined): string {
  if (supply === undefined) return 'an address by a load balancer of your own: the profile has none for it';
  return servedBy === 'metallb' && loadBalancerIPs.length > 0
    ? loadBalancerIPs.map(String).join(', ')
    : supply.title;
}
