import type { ObjectMeta } from '../../kubernetes/api-object';
import { listName } from '../../kubernetes/api-object';
import type { ClusterReader } from '../host';

export type { ApiObject, ObjectMeta } from '../../kubernetes/api-object';

/** The API path that lists the objects of a kind in all namespaces. */
export function formatListPath(apiVersion: string, kind: string): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}/${listName(kind)}`;
}

/**
 * Every object of a kind; undefined where the API server does not serve the kind.
 *
 * @throws UnreachableError
 */
export async function readList<T extends { readonly metadata: ObjectMeta }>(
  cluster: ClusterReader,
  apiVersion: string,
  kind: string,
): Promise<readonly T[] | undefined> {
  const list = await cluster.get<{ readonly items: readonly T[] }>(formatListPath(apiVersion, kind));
  return list?.items;
}

/** `Service traefik/traefik` */
export function formatTitle(kind: string, { name, namespace }: ObjectMeta): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

export function isNamed(
  { metadata }: { readonly metadata: ObjectMeta },
  name: string,
  namespace?: string,
): boolean {
  return metadata.name === name && metadata.namespace === namespace;
}
