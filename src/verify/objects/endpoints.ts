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

/** Label of an EndpointSlice with the name of its Service. */
const SERVICE = 'kubernetes.io/service-name';

/** Every EndpointSlice of all namespaces. @throws UnreachableError */
export async function readEndpointSlices(cluster: ClusterReader): Promise<readonly EndpointSlice[]> {
  return (await readList<EndpointSlice>(cluster, 'discovery.k8s.io/v1', 'EndpointSlice')) ?? [];
}

/** Whether a Service has an endpoint that is ready; an absent condition means ready. */
export function hasReadyEndpoint(
  slices: readonly EndpointSlice[],
  { name, namespace }: { readonly name: string; readonly namespace?: string },
): boolean {
  return slices
    .filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.[SERVICE] === name)
    .some(({ endpoints }) => endpoints?.some(({ conditions }) => conditions?.ready !== false) === true);
}
