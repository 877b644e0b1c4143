import type { ClusterReader } from '../host';

/** The fields of a Pod that checks read. */
interface PodObject {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly nodeName?: string; readonly hostNetwork?: boolean };
  readonly status?: { readonly phase?: string; readonly podIP?: string };
}

/** The names of a node's running pods that are not on the host network. @throws UnreachableError */
export async function readBridgedPods(cluster: ClusterReader, node: string): Promise<readonly string[]> {
  const list = await cluster.get<{ readonly items: readonly PodObject[] }>('/api/v1/pods');
  return (list?.items ?? [])
    .filter(
      ({ spec, status }) =>
        spec.nodeName === node &&
        spec.hostNetwork !== true &&
        status?.phase === 'Running' &&
        status.podIP !== undefined,
    )
    .map(({ metadata }) => metadata.name);
}
