import type { Address, Span } from '../../address';
import type { LoadBalancer, LoadBalancerService, NetworkPlan } from '../../plan';
import { listLoadBalancerServices } from '../../plan';
import { isNamed, titleOf } from './live-objects';
import type { ObjectMeta } from './live-objects';
import type { Service } from './services';
import { hasAddress } from './services';

/** What a load balancer of the plan may give. */
export interface Supply {
  /** `an address of the pool lan` */
  readonly title: string;
  readonly spans: readonly Span[];
}

/** Addresses that a load balancer gives to Services without wishes; undefined: it is none of the plan. */
export function supplyOf(plan: NetworkPlan, server: LoadBalancer, lbpool?: string): Supply | undefined {
  if (server === 'none') return undefined;
  if (server === 'servicelb') return { title: 'addresses of nodes', spans: balancingAddresses(plan, lbpool) };
  return supplyOfPools(plan.metallb?.ipAddressPools ?? []);
}

/** Addresses of some pools. */
export function supplyOfPools(
  pools: readonly { readonly name: string; readonly addresses: readonly Span[] }[],
): Supply {
  const names = pools.map(({ name }) => `the pool ${name}`);
  return {
    title: `an address of ${names.join(' or ') || 'a pool, and there is none for it'}`,
    spans: pools.flatMap(({ addresses }) => addresses),
  };
}

/** Of the nodes on which ServiceLB answers. */
function balancingAddresses(
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

/** The Service of the plan that asks MetalLB for an address. */
export function promisedTo(plan: NetworkPlan, address: Address): LoadBalancerService | undefined {
  return listLoadBalancerServices(plan).find(
    ({ servedBy, loadBalancerIPs }) =>
      servedBy === 'metallb' && loadBalancerIPs.some((one) => one.equals(address)),
  );
}

/** Others that have one of some addresses: `Service samples/echo has 10.0.0.100`. */
export function holders(
  services: readonly Service[],
  { name, namespace }: LoadBalancerService,
  addresses: readonly Address[],
): readonly { readonly service: Service; readonly text: string }[] {
  return addresses.flatMap((address) =>
    services
      .filter((service) => hasAddress(service, address) && !isNamed(service, name, namespace))
      .map((service) => ({
        service,
        text: `${titleOf('Service', service.metadata)} has ${address.toString()}`,
      })),
  );
}

/** How a Service lets go of an address that is promised to another one, and that one gets it. */
export function letGo({ name, namespace }: ObjectMeta): string {
  return `kubectl -n ${namespace} annotate --overwrite service ${name} metallb.io/loadBalancerIPs=<another address>, then kubectl -n metallb-system rollout restart deployment/controller`;
}
