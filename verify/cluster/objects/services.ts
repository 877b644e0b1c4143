import type { ClusterReader } from '../../place';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** As much of a Service as is looked at. */
export interface Service {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly clusterIPs?: readonly string[] };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string }[] } };
}

/** Every Service, of all namespaces. @throws Unreachable */
export async function readServices(cluster: ClusterReader): Promise<readonly Service[]> {
  return (await readList<Service>(cluster, 'v1', 'Service')) ?? [];
}

/** The addresses that a load balancer gave it. */
export function givenAddresses(service: Service | undefined): readonly string[] {
  return service?.status?.loadBalancer?.ingress?.flatMap(({ ip }) => ip ?? []) ?? [];
}
