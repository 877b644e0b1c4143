import { Address } from '../../address';
import type { ClusterReader } from '../place';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** As much of a Service as is looked at. */
export interface Service {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly type?: string;
    readonly clusterIPs?: readonly string[];
    readonly loadBalancerClass?: string;
  };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly IngressPoint[] } };
}

/** Where a load balancer takes a Service's traffic: those of clouds and VPNs may have a name in place of an address. */
interface IngressPoint {
  readonly ip?: string;
  readonly hostname?: string;
}

/** Every Service, of all namespaces. @throws Unreachable */
export async function readServices(cluster: ClusterReader): Promise<readonly Service[]> {
  return (await readList<Service>(cluster, 'v1', 'Service')) ?? [];
}

/** The addresses that a load balancer gave it. */
export function givenAddresses(service: Service | undefined): readonly string[] {
  return service?.status?.loadBalancer?.ingress?.flatMap(({ ip }) => ip ?? []) ?? [];
}

/** The names that a load balancer gave it. */
export function givenNames(service: Service): readonly string[] {
  return service.status?.loadBalancer?.ingress?.flatMap(({ hostname }) => hostname ?? []) ?? [];
}

/** The same, as far as they are understood. */
export function balancedAddresses(service: Service | undefined): readonly Address[] {
  return givenAddresses(service).flatMap((text) => Address.find(text) ?? []);
}

export function hasAddress(service: Service, address: Address): boolean {
  return balancedAddresses(service).some((one) => one.equals(address));
}

export function isLoadBalancer({ spec }: Service): boolean {
  return spec.type === 'LoadBalancer';
}

/** Annotations by which Services share an address of MetalLB: today's, and the one of old. */
const SHARING = ['metallb.io/allow-shared-ip', 'metallb.universe.tf/allow-shared-ip'];

/** Whether both have the same key, by which MetalLB may give them one address. */
export function mayShare(one: Service, other: Service): boolean {
  const key = sharingKey(one);
  return key !== undefined && key === sharingKey(other);
}

function sharingKey({ metadata }: Service): string | undefined {
  return SHARING.map((name) => metadata.annotations?.[name]).find((key) => key !== undefined && key !== '');
}
