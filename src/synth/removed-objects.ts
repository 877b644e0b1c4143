import type { ClusterFiles } from './cluster-files';
import type { KubernetesObject } from '../kubernetes/kubernetes-object';

/**
 * Commands that delete what one rendering of a cluster has and the next one has not: the auto-deploy directory
 * deletes nothing when a file goes. Users of a thing go before the thing, CRDs and namespaces last.
 */
export function deletionCommands(before: ClusterFiles, after: ClusterFiles): readonly string[] {
  const kept = new Set(objectsOf(after).map(identity));
  const removed = objectsOf(before).filter((object) => !kept.has(identity(object)));
  const gone = new Set(removed.filter(isNamespace).map(({ metadata }) => metadata.name));
  // What is in a namespace goes with it.
  const named = removed.filter(({ metadata }) => !gone.has(metadata.namespace ?? ''));
  return [...removedFiles(before, after), ...grouped([...named].reverse())];
}

function objectsOf({ manifests }: ClusterFiles): readonly KubernetesObject[] {
  return manifests.flatMap(({ objects }) => objects);
}

/** What makes it the same object for Kubernetes; the version of an API does not. */
function identity({ apiVersion, kind, metadata }: KubernetesObject): string {
  return [groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name].join('/');
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function isNamespace({ apiVersion, kind }: KubernetesObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}

/** k3s keeps an Addon for a file that it no longer finds. */
function removedFiles(before: ClusterFiles, after: ClusterFiles): string[] {
  const files = new Set(after.manifests.map(({ file }) => file));
  const removed = before.manifests.map(({ file }) => file).filter((file) => !files.has(file));
  return removed.flatMap((file) => [
    `rm -f /var/lib/rancher/k3s/server/manifests/${file}`,
    `kubectl -n kube-system delete addon ${file.slice(0, file.indexOf('.'))} --ignore-not-found`,
  ]);
}

/** One command for neighbours in one namespace. */
function grouped(objects: readonly KubernetesObject[]): string[] {
  const commands: string[] = [];
  let last: string | undefined;
  for (const object of objects) {
    const { namespace } = object.metadata;
    const scope = namespace === undefined ? 'kubectl delete' : `kubectl -n ${namespace} delete`;
    if (scope === last) commands[commands.length - 1] += ` ${reference(object)}`;
    else commands.push(`${scope} ${reference(object)}`);
    last = scope;
  }
  return commands;
}

function reference({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = groupOf(apiVersion);
  const resource = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  return `${resource}/${metadata.name}`;
}
