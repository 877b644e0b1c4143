import type { ClusterReader } from '../host';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** The fields of an EndpointSlice that checks read. */
export interface EndpointSlice {
  readonly metadata: ObjectMeta;
  readonly endpoints?: readonly {
    readonly conditions?: { readonly ready?: boolean };
    readonly nodeName?: string;
  }[];
}

/** The name and namespace of a Service; its metadata has them. */
interface ServiceName {
  readonly name: string;
  readonly namespace?: string | undefined;
}

/** Label of an EndpointSlice with the name of its Service. */
const SERVICE = 'kubernetes.io/service-name';

/** Every EndpointSlice of all namespaces. @throws UnreachableError */
export async function readEndpointSlices(cluster: ClusterReader): Promise<readonly EndpointSlice[]> {
  return (await readList<EndpointSlice>(cluster, 'discovery.k8s.io/v1', 'EndpointSlice')) ?? [];
}

/** Whether a Service has an endpoint that is ready; an absent condition means ready. */
export function hasReadyEndpoint(slices: readonly EndpointSlice[], service: ServiceName): boolean {
  return findSlices(slices, service).some(isReady);
}

/** Whether the cluster has EndpointSlices of a Service, and none of them has a ready endpoint. */
export function lacksReadyEndpoint(slices: readonly EndpointSlice[], service: ServiceName): boolean {
  const own = findSlices(slices, service);
  return own.length > 0 && !own.some(isReady);
}

function findSlices(
  slices: readonly EndpointSlice[],
  { name, namespace }: ServiceName,
): readonly EndpointSlice[] {
  return slices.filter(
    ({ metadata }) => metadata.namespace === namespace && metadata.labels?.[SERVICE] === name,
  );
}

function isReady({ endpoints }: EndpointSlice): boolean {
  return endpoints?.some(({ conditions }) => conditions?.ready !== false) === true;
}
