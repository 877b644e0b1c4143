import type { Address } from '../../../address';
import type { LoadBalancer, NetworkPlan } from '../../../plan';
import { contains } from '../../../address';
import { findLoadBalancer, listLoadBalancerServices } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Fails } from '../../finding';
import { fails, holds } from '../../finding';
import type { ClusterReader } from '../../place';
import { isNamed, titleOf } from '../../objects/live-objects';
import { letGo, promisedTo, supplyOf } from '../../objects/load-balancing';
import { pendingBecause } from '../../objects/pending-services';
import type { Service } from '../../objects/services';
import {
  balancedAddresses,
  givenNames,
  hasAddress,
  isLoadBalancer,
  mayShare,
  readServices,
} from '../../objects/services';

/** One Service that the profile does not know, among all. */
interface Stranger {
  readonly service: Service;
  readonly server: LoadBalancer;
  readonly services: readonly Service[];
  readonly plan: NetworkPlan;
}

/** What load balancers gave to Services that the profile does not name. */
export const otherLoadBalancers: ClusterCheck = {
  id: 'other-load-balancers',
  scope: 'cluster',
  title:
    'every LoadBalancer Service beside those of the profile has an address, and none that is promised to another',
  why: 'Whoever comes first gets an address. The Service that names and port forwards are made for then waits for ever, without an error of its own.',
  async *look({ plan, cluster }: Verification) {
    const services = (await readServices(cluster)).filter(isLoadBalancer);
    const strangers = services.filter(
      (service) =>
        !listLoadBalancerServices(plan).some(({ name, namespace }) => isNamed(service, name, namespace)),
    );
    const failed: Fails[] = [];
    for (const service of strangers) {
      const server = findLoadBalancer(plan, service.spec.loadBalancerClass);
      failed.push(...(await problemsOf({ service, server, services, plan }, cluster)));
    }
    yield* failed;
    if (failed.length > 0) return;
    yield holds({
      looked: 'LoadBalancer Services beside those of the profile',
      found: strangers.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).join(', ') || 'none',
      planned: 'an address each that is theirs to have',
    });
  },
};

async function problemsOf(stranger: Stranger, cluster: ClusterReader): Promise<readonly Fails[]> {
  const { service } = stranger;
  const addresses = balancedAddresses(service);
  if (addresses.length > 0) return addresses.flatMap((address) => problemOf(stranger, address) ?? []);
  return givenNames(service).length > 0 ? [] : [await pending(stranger, cluster)];
}

async function pending({ service, server, plan }: Stranger, cluster: ClusterReader): Promise<Fails> {
  const { metadata, spec } = service;
  const because = await pendingBecause(cluster, server, metadata);
  const { loadBalancerClass } = spec;
  const own = loadBalancerClass === undefined ? 'of your own' : `of the class ${loadBalancerClass}`;
  return fails({
    looked: `address of ${titleOf('Service', metadata)}`,
    found: `no address${because === undefined ? '' : ` (${because})`}`,
    planned:
      supplyOf(plan, server)?.title ?? `an address by a load balancer ${own}: the profile has none for it`,
    next: `kubectl -n ${metadata.namespace} describe service ${metadata.name}`,
  });
}

function problemOf(stranger: Stranger, address: Address): Fails | undefined {
  const { service, server } = stranger;
  const planned = plannedInstead(stranger, address);
  if (planned === undefined) return undefined;
  return fails({
    looked: `address of ${titleOf('Service', service.metadata)}`,
    found: address.toString(),
    planned,
    next:
      server === 'metallb'
        ? letGo(service.metadata)
        : `kubectl -n ${service.metadata.namespace} describe service ${service.metadata.name}, and see which load balancer gave it that address`,
  });
}

/** What should be in place of an address; undefined: it is the Service's to have. */
function plannedInstead({ service, server, services, plan }: Stranger, address: Address): string | undefined {
  const meant = promisedTo(plan, address);
  const rightful = meant && services.find((one) => isNamed(one, meant.name, meant.namespace));
  const shared = rightful !== undefined && hasAddress(rightful, address) && mayShare(rightful, service);
  if (meant !== undefined && !shared)
    return `another one: it is promised to Service ${meant.namespace}/${meant.name}`;
  const supply = supplyOf(plan, server);
  const isSupplied = supply?.spans.some((span) => contains(span, address));
  if (isSupplied === false) return supply?.title;
  // ServiceLB gives every Service the nodes' addresses, and parts them by their ports.
  if (server === 'servicelb') return undefined;
  const other = services.find(
    (one) => one !== service && hasAddress(one, address) && !mayShare(one, service),
  );
  if (other !== undefined) return `another one: ${titleOf('Service', other.metadata)} has it too`;
  const pools = supplyOf(plan, 'metallb')?.spans ?? [];
  return server === 'none' && pools.some((span) => contains(span, address))
    ? 'another one: MetalLB may give it away'
    : undefined;
}
