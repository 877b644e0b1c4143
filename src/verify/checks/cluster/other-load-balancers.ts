import type { Address } from '../../../address';
import type { LoadBalancer, NetworkPlan } from '../../../plan';
import { contains } from '../../../address';
import { findLoadBalancer, listLoadBalancerServices } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Failed } from '../../finding';
import { fail, pass } from '../../finding';
import type { ClusterReader } from '../../host';
import { formatKubectlFor } from '../../objects/format-kubectl';
import { isNamed, formatTitle } from '../../objects/live-objects';
import { formatRelease, findIntendedService, deriveSupply } from '../../objects/load-balancing';
import { readPendingReason } from '../../objects/pending-services';
import type { LiveService } from '../../objects/services';
import {
  parseAssignedAddresses,
  listAssignedNames,
  hasAddress,
  isLoadBalancer,
  canShare,
  readServices,
} from '../../objects/services';

/** A part of MetalLB's event for a Service that requests an address of another Service. */
const IN_USE = 'address also in use by';

/** A Service that the profile does not contain, with all Services. */
interface OtherService {
  readonly service: LiveService;
  readonly server: LoadBalancer;
  readonly services: readonly LiveService[];
  readonly plan: NetworkPlan;
}

/** The assigned addresses of LoadBalancer Services that the profile does not contain. */
export const otherLoadBalancers: ClusterCheck = {
  id: 'other-load-balancers',
  scope: 'cluster',
  title: 'every other LoadBalancer Service has an address that the profile does not fix for another Service',
  why: 'The first Service gets the address. The Service with the DNS record or port forward then stays <pending>, without an error of its own.',
  dependsOn: ['packaged-parts-off', 'competing-controllers', 'workloads-ready', 'metallb-surplus'],
  async *observe({ plan, cluster }: VerifyContext) {
    const services = (await readServices(cluster)).filter(isLoadBalancer);
    const others = services.filter(
      (service) =>
        !listLoadBalancerServices(plan).some(({ name, namespace }) => isNamed(service, name, namespace)),
    );
    const failed: Failed[] = [];
    for (const service of others) {
      const server = findLoadBalancer(plan, service.spec.loadBalancerClass);
      failed.push(...(await findProblems({ service, server, services, plan }, cluster)));
    }
    yield* failed;
    if (failed.length > 0) return;
    yield pass({
      subject: 'LoadBalancer Services that are not in the profile',
      found: others.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).join(', ') || 'none',
      planned: 'an address each that no other Service has',
    });
  },
};

async function findProblems(other: OtherService, cluster: ClusterReader): Promise<readonly Failed[]> {
  const { service } = other;
  const addresses = parseAssignedAddresses(service);
  if (addresses.length > 0) return addresses.flatMap((address) => findProblem(other, address) ?? []);
  return listAssignedNames(service).length > 0 ? [] : [await reportPending(other, cluster)];
}

async function reportPending(
  { service, server, plan }: OtherService,
  cluster: ClusterReader,
): Promise<Failed> {
  const { metadata, spec } = service;
  const reason = await readPendingReason(cluster, server, metadata);
  const { loadBalancerClass } = spec;
  const own =
    loadBalancerClass === undefined
      ? 'your own load balancer'
      : `a load balancer of class ${loadBalancerClass}`;
  return fail({
    subject: `address of ${formatTitle('Service', metadata)}`,
    // MetalLB works where it reports that another Service has the address.
    components: reason?.includes(IN_USE) === true ? [metadata.name] : [server, metadata.name],
    found: `no address${reason === undefined ? '' : ` (${reason})`}`,
    planned: deriveSupply(plan, server)?.title ?? `an address from ${own}: the profile has none for it`,
    next: formatKubectlFor(metadata, 'describe', 'service', metadata.name),
  });
}

function findProblem(other: OtherService, address: Address): Failed | undefined {
  const { service, server } = other;
  const planned = plannedInstead(other, address);
  if (planned === undefined) return undefined;
  return fail({
    subject: `address of ${formatTitle('Service', service.metadata)}`,
    components: [server, service.metadata.name, address.toString()],
    found: address.toString(),
    planned,
    next:
      server === 'metallb'
        ? formatRelease(service.metadata)
        : `${formatKubectlFor(service.metadata, 'describe', 'service', service.metadata.name)}, and find which load balancer assigned the address`,
  });
}

/** What the plan requires instead of an address; undefined: the Service may have it. */
function plannedInstead(
  { service, server, services, plan }: OtherService,
  address: Address,
): string | undefined {
  const intended = findIntendedService(plan, address);
  const owner = intended && services.find((one) => isNamed(one, intended.name, intended.namespace));
  const shared = owner !== undefined && hasAddress(owner, address) && canShare(owner, service);
  if (intended !== undefined && !shared)
    return `another address: the profile fixes it for Service ${intended.namespace}/${intended.name}`;
  const supply = deriveSupply(plan, server);
  const isSupplied = supply?.spans.some((span) => contains(span, address));
  if (isSupplied === false) return supply?.title;
  // ServiceLB assigns the nodes' addresses to every Service and separates them by port.
  if (server === 'servicelb') return undefined;
  const other = services.find(
    (one) => one !== service && hasAddress(one, address) && !canShare(one, service),
  );
  if (other !== undefined) return `another address: ${formatTitle('Service', other.metadata)} has it too`;
  const pools = deriveSupply(plan, 'metallb')?.spans ?? [];
  return server === 'none' && pools.some((span) => contains(span, address))
    ? 'another address: MetalLB may assign it'
    : undefined;
}
