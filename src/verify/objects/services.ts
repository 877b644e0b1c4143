import { Address } from '../../address';
import type { ClusterReader } from '../host';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** The fields of a Service that checks read. */
export interface LiveService {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly type?: string;
    readonly clusterIPs?: readonly string[];
    readonly loadBalancerClass?: string;
    readonly externalIPs?: readonly string[];
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly {
      readonly port: number;
      readonly protocol?: string;
      readonly targetPort?: number | string;
    }[];
  };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly IngressPoint[] } };
}

/** An entry point of a load balancer: those of clouds and VPNs may have a host name instead of an address. */
interface IngressPoint {
  readonly ip?: string;
  readonly hostname?: string;
}

/** Every Service of all namespaces. @throws UnreachableError */
export async function readServices(cluster: ClusterReader): Promise<readonly LiveService[]> {
  return (await readList<LiveService>(cluster, 'v1', 'Service')) ?? [];
}

/** The addresses that a load balancer assigned, as written in the status. */
export function listAssignedAddresses(service: LiveService | undefined): readonly string[] {
  return service?.status?.loadBalancer?.ingress?.flatMap(({ ip }) => ip ?? []) ?? [];
}

/** The host names that a load balancer assigned. */
export function listAssignedNames(service: LiveService): readonly string[] {
  return service.status?.loadBalancer?.ingress?.flatMap(({ hostname }) => hostname ?? []) ?? [];
}

/** The assigned addresses, parsed. */
export function parseAssignedAddresses(service: LiveService | undefined): readonly Address[] {
  return listAssignedAddresses(service).flatMap((text) => Address.find(text) ?? []);
}

export function hasAddress(service: LiveService, address: Address): boolean {
  return parseAssignedAddresses(service).some((one) => one.equals(address));
}

export function isLoadBalancer({ spec }: LiveService): boolean {
  return spec.type === 'LoadBalancer';
}

/** Annotations for sharing an address of MetalLB: the current one and the old one. */
const SHARING = ['metallb.io/allow-shared-ip', 'metallb.universe.tf/allow-shared-ip'];

/** Whether both have the same sharing key, so that MetalLB may assign them one address. */
export function canShare(one: LiveService, other: LiveService): boolean {
  const key = sharingKey(one);
  return key !== undefined && key === sharingKey(other);
}

function sharingKey({ metadata }: LiveService): string | undefined {
  return SHARING.map((name) => metadata.annotations?.[name]).find((key) => key !== undefined && key !== '');
}
