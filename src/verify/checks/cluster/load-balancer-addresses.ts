import type { Address } from '../../../address';
import type { LoadBalancerService, NetworkPlan } from '../../../plan';
import { contains } from '../../../address';
import { listLoadBalancerServices, findPoolsFor } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { formatKubectl } from '../../objects/format-kubectl';
import { isNamed } from '../../objects/live-objects';
import type { Supply } from '../../objects/load-balancing';
import { findHolders, formatRelease, deriveSupply, derivePoolSupply } from '../../objects/load-balancing';
import { readPendingReason } from '../../objects/pending-services';
import type { LiveService } from '../../objects/services';
import {
  parseAssignedAddresses,
  listAssignedAddresses,
  listAssignedNames,
  readServices,
} from '../../objects/services';

/** Checks of the components that assign addresses. */
const COMPONENT_CHECKS: readonly string[] = [
  'packaged-parts-off',
  'competing-controllers',
  'workloads-ready',
  'metallb-surplus',
  'metallb-webhooks',
  'external-ips',
];

/** The assigned addresses of the profile's LoadBalancer Services. */
export const loadBalancerAddresses: ClusterCheck = {
  id: 'load-balancer-addresses',
  scope: 'cluster',
  title: 'every LoadBalancer Service of the profile has its fixed address, or one of its pools',
  why: 'DNS records and port forwards of a router point to this address. No client reaches a Service whose address is <pending>.',
  dependsOn: [...COMPONENT_CHECKS, 'other-load-balancers'],
  applies: (plan) => listLoadBalancerServices(plan).length > 0,
  async *observe({ plan, cluster }: VerifyContext) {
    const services = await readServices(cluster);
    for (const planned of listLoadBalancerServices(plan)) {
      const live = services.find((service) => isNamed(service, planned.name, planned.namespace));
      const pending = live !== undefined && listAssignedAddresses(live).length === 0;
      const reason = pending ? await readPendingReason(cluster, planned.servedBy, live.metadata) : undefined;
      yield compareAddress(planned, live, services, plan, reason);
    }
  },
};

function compareAddress(
  planned: LoadBalancerService,
  live: LiveService | undefined,
  services: readonly LiveService[],
  plan: NetworkPlan,
  reason: string | undefined,
): Observation {
  const { name, namespace, loadBalancerIPs } = planned;
  const found = parseAssignedAddresses(live);
  const missing = loadBalancerIPs.filter((wanted) => !found.some((one) => one.equals(wanted)));
  const others =
    planned.servedBy === 'metallb' && live !== undefined ? findHolders(services, planned, missing) : [];
  const reasons = [...(reason === undefined ? [] : [reason]), ...others.map(({ text }) => text)];
  const [other] = others;
  const assigned = [...listAssignedAddresses(live), ...(live === undefined ? [] : listAssignedNames(live))];
  const what = assigned.join(', ') || (live === undefined ? 'no such Service' : 'no address');
  const supply = findSupply(planned, plan);
  return passIf(isAsPlanned(assigned, found, planned, supply), {
    subject: `address of Service ${namespace}/${name}`,
    found: reasons.length === 0 ? what : `${what} (${reasons.join('; ')})`,
    planned: formatPlanned(planned, supply),
    // MetalLB works where another Service has the address.
    components: [
      ...(other === undefined ? [planned.servedBy] : []),
      ...[planned.name, ...loadBalancerIPs.map(String)],
    ],
    // A Service that waits for an address takes none from another Service.
    ...(other === undefined && { dependsOn: COMPONENT_CHECKS }),
    next:
      other === undefined
        ? formatKubectl('-n', namespace, 'describe', 'service', name)
        : formatRelease(other.service.metadata),
  });
}

/** The addresses that a Service without a fixed address may be assigned. */
function findSupply(planned: LoadBalancerService, plan: NetworkPlan): Supply | undefined {
  if (planned.servedBy !== 'metallb') return deriveSupply(plan, planned.servedBy, planned.lbpool);
  return derivePoolSupply(findPoolsFor(plan.metallb?.ipAddressPools ?? [], planned));
}

function isAsPlanned(
  assigned: readonly string[],
  found: readonly Address[],
  { loadBalancerIPs, servedBy }: LoadBalancerService,
  supply: Supply | undefined,
): boolean {
  if (supply === undefined) return assigned.length > 0;
  if (found.length === 0) return false;
  if (servedBy === 'metallb' && loadBalancerIPs.length > 0)
    return (
      found.length === loadBalancerIPs.length &&
      loadBalancerIPs.every((wanted) => found.some((one) => one.equals(wanted)))
    );
  return found.every((one) => supply.spans.some((span) => contains(span, one)));
}

function formatPlanned(
  { loadBalancerIPs, servedBy }: LoadBalancerService,
  supply: Supply | undefined,
): string {
  if (supply === undefined) return 'an address from your own load balancer: the profile has none for it';
  return servedBy === 'metallb' && loadBalancerIPs.length > 0
    ? loadBalancerIPs.map(String).join(', ')
    : supply.title;
}
