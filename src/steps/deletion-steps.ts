import type { KubernetesObject } from '../kubernetes/kubernetes-object';
import { hostOf, run, runOn } from './actions';
import { MANIFESTS_PATH } from './manifest-steps';
import type { RenderedCluster, Step, StepAction } from './step';

/**
 * Deletes what one rendering of a cluster has and the next one has not: k3s deletes nothing when a file of the
 * auto-deploy directory goes. Users of an object go before the object, CRDs and namespaces last.
 */
export function deleteLeftovers(before: RenderedCluster, after: RenderedCluster): readonly Step[] {
  const actions = [...deleteFiles(before, after), ...deleteObjects(removedObjects(before, after))];
  if (actions.length === 0) return [];
  return [
    {
      id: 'delete-leftovers',
      title: 'Delete the objects and files that the new profile does not have.',
      actions,
    },
  ];
}

/** Objects that the next rendering does not have, last created first; what goes with its namespace is left out. */
function removedObjects(before: RenderedCluster, after: RenderedCluster): readonly KubernetesObject[] {
  const kept = new Set(objectsOf(after).map(identityOf));
  const removed = objectsOf(before).filter((object) => !kept.has(identityOf(object)));
  const namespaces = new Set(removed.filter(isNamespace).map(({ metadata }) => metadata.name));
  return removed.filter(({ metadata }) => !namespaces.has(metadata.namespace ?? '')).reverse();
}

function objectsOf({ manifests }: RenderedCluster): readonly KubernetesObject[] {
  return manifests.flatMap(({ objects }) => objects);
}

/** What makes it the same object for Kubernetes; the version of an API does not. */
function identityOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return [groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name].join('/');
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function isNamespace({ apiVersion, kind }: KubernetesObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}

/** k3s keeps an Addon for a file that it no longer finds. The file may be on any server. */
function deleteFiles(before: RenderedCluster, after: RenderedCluster): readonly StepAction[] {
  const files = new Set(after.manifests.map(({ file }) => file));
  const removed = before.manifests.map(({ file }) => file).filter((file) => !files.has(file));
  if (removed.length === 0) return [];
  const paths = removed.map((file) => `${MANIFESTS_PATH}/${file}`);
  const addons = removed.map((file) => file.slice(0, file.indexOf('.')));
  return [
    ...after.plan.servers.map((server) => runOn(hostOf(server), ['rm', '-f', ...paths])),
    run('kubectl', '-n', 'kube-system', 'delete', 'addon', ...addons, '--ignore-not-found'),
  ];
}

/** One command for neighbours in one namespace. */
function deleteObjects(objects: readonly KubernetesObject[]): readonly StepAction[] {
  const groups: { readonly namespace: string | undefined; readonly names: string[] }[] = [];
  for (const object of objects) {
    const { namespace } = object.metadata;
    const last = groups.at(-1);
    if (last !== undefined && last.namespace === namespace) last.names.push(referenceTo(object));
    else groups.push({ namespace, names: [referenceTo(object)] });
  }
  return groups.map(({ namespace, names }) => {
    const scope = namespace === undefined ? ['kubectl'] : ['kubectl', '-n', namespace];
    return run(...scope, 'delete', '--ignore-not-found', ...names);
  });
}

/** How kubectl is told of one object: `deployment.apps/controller`. */
export function referenceTo({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = groupOf(apiVersion);
  const resource = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  return `${resource}/${metadata.name}`;
}
