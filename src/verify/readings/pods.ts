import type { ClusterReader } from '../place';

/** As much of a Pod as is looked at. */
interface PodObject {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly nodeName?: string; readonly hostNetwork?: boolean };
  readonly status?: { readonly phase?: string; readonly podIP?: string };
}

/** The running pods of a node that have an address of their own. @throws Unreachable */
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
