import type { ObjectMeta } from '../../kubernetes/api-object';
import { listName } from '../../kubernetes/api-object';
import type { ClusterReader } from '../place';

export type { ApiObject, ObjectMeta } from '../../kubernetes/api-object';

/** Where the objects of a kind, in all namespaces, are listed. */
export function listPath(apiVersion: string, kind: string): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}/${listName(kind)}`;
}

/**
 * Every object of a kind; undefined where the cluster does not know the kind.
 *
 * @throws Unreachable
 */
export async function readList<T extends { readonly metadata: ObjectMeta }>(
  cluster: ClusterReader,
  apiVersion: string,
  kind: string,
): Promise<readonly T[] | undefined> {
  const list = await cluster.get<{ readonly items: readonly T[] }>(listPath(apiVersion, kind));
  return list?.items;
}

/** `Service traefik/traefik` */
export function titleOf(kind: string, { name, namespace }: ObjectMeta): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

export function isNamed(
  { metadata }: { readonly metadata: ObjectMeta },
  name: string,
  namespace?: string,
): boolean {
  return metadata.name === name && metadata.namespace === namespace;
}
