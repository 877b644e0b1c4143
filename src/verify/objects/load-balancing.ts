import type { Address, Span } from '../../address';
import type { LoadBalancer, LoadBalancerService, NetworkPlan } from '../../plan';
import { listLoadBalancerServices } from '../../plan';
import { formatKubectl, formatKubectlFor } from './format-kubectl';
import { isNamed, formatTitle } from './live-objects';
import type { ObjectMeta } from './live-objects';
import type { LiveService } from './services';
import { hasAddress } from './services';

/** The addresses that a load balancer of the plan may assign. */
export interface Supply {
  /** `an address of the pool lan` */
  readonly title: string;
  readonly spans: readonly Span[];
}

/** The addresses for Services without a fixed address; undefined: the plan has no such load balancer. */
export function deriveSupply(plan: NetworkPlan, server: LoadBalancer, lbpool?: string): Supply | undefined {
  if (server === 'none') return undefined;
  if (server === 'servicelb')
    return { title: 'addresses of nodes', spans: listServiceLbAddresses(plan, lbpool) };
  return derivePoolSupply(plan.metallb?.ipAddressPools ?? []);
}

/** The addresses of some pools. */
export function derivePoolSupply(
  pools: readonly { readonly name: string; readonly addresses: readonly Span[] }[],
): Supply {
  const names = pools.map(({ name }) => `the pool ${name}`);
  return {
    title:
      names.length === 0 ? 'an address of a pool; no pool serves it' : `an address of ${names.join(' or ')}`,
    spans: pools.flatMap(({ addresses }) => addresses),
  };
}

/** The addresses of the nodes that ServiceLB uses. */
function listServiceLbAddresses(
  { nodes, serviceLb }: NetworkPlan,
  lbpool: string | undefined,
): readonly Address[] {
  const { nodes: named, pools } = serviceLb;
  const pool = pools.find(({ name }) => name === lbpool);
  const all = named.length === 0 ? undefined : [...named, ...pools.flatMap((one) => one.nodes)];
  const names = pool?.nodes ?? all;
  return nodes
    .filter(({ name }) => names?.includes(name) ?? true)
    .flatMap(({ nodeIp, nodeExternalIp }) => [...nodeIp, ...nodeExternalIp]);
}

/** The Service of the plan with that fixed address of MetalLB. */
export function findIntendedService(plan: NetworkPlan, address: Address): LoadBalancerService | undefined {
  return listLoadBalancerServices(plan).find(
    ({ servedBy, loadBalancerIPs }) =>
      servedBy === 'metallb' && loadBalancerIPs.some((one) => one.equals(address)),
  );
}

/** Other Services with one of some addresses: `Service samples/echo has 10.0.0.100`. */
export function findHolders(
  services: readonly LiveService[],
  { name, namespace }: LoadBalancerService,
  addresses: readonly Address[],
): readonly { readonly service: LiveService; readonly text: string }[] {
  return addresses.flatMap((address) =>
    services
      .filter((service) => hasAddress(service, address) && !isNamed(service, name, namespace))
      .map((service) => ({
        service,
        text: `${formatTitle('Service', service.metadata)} has ${address.toString()}`,
      })),
  );
}

/** How to move a Service to another address, so that the Service of the profile is assigned its own. */
export function formatRelease(meta: ObjectMeta): string {
  const annotate = ['annotate', '--overwrite', 'service', meta.name];
  const restart = ['-n', 'metallb-system', 'rollout', 'restart', 'deployment/controller'];
  return `${formatKubectlFor(meta, ...annotate)} metallb.io/loadBalancerIPs=ANOTHER_ADDRESS, then ${formatKubectl(...restart)}`;
}
