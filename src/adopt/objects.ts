import type { KubernetesObject } from '../kubernetes/kubernetes-object';
import type { Step, StepAction } from '../steps';
import { referenceTo, run } from '../steps';
import type { Installer, RunningObject } from '../running';

/** `kubectl -n metallb-system <verb> ...` for one object or several of one namespace. */
export function kubectlIn(namespace: string | undefined, ...words: readonly string[]): StepAction {
  const scope = namespace === undefined ? [] : ['-n', namespace];
  return run('kubectl', ...scope, ...words);
}

/** One action per namespace, in the order of the objects. */
export function forEachNamespace(
  objects: readonly KubernetesObject[],
  act: (namespace: string | undefined, references: readonly string[]) => StepAction,
): readonly StepAction[] {
  const namespaces = [...new Set(objects.map(({ metadata }) => metadata.namespace))];
  return namespaces.map((namespace) =>
    act(namespace, objects.filter(({ metadata }) => metadata.namespace === namespace).map(referenceTo)),
  );
}

/** Folder of the objects that are saved before they are replaced or deleted. */
const SAVED_FOLDER = '.netstack/adopted';

/** Saves objects, one file each, which only the user can read. */
export function saveObjects(cluster: string, objects: readonly RunningObject[]): readonly Step[] {
  if (objects.length === 0) return [];
  return [
    {
      id: 'save-objects',
      title: `Save the objects that are replaced, changed or deleted to ${SAVED_FOLDER}/${cluster}.`,
      actions: objects.map((object) => ({
        kind: 'command',
        command: ['kubectl', ...scopeOf(object), 'get', referenceTo(object), '-o', 'json'],
        output: fileOf(cluster, object),
        isPrivate: true,
      })),
    },
  ];
}

function scopeOf({ metadata }: KubernetesObject): readonly string[] {
  return metadata.namespace === undefined ? [] : ['-n', metadata.namespace];
}

function fileOf(cluster: string, { kind, metadata }: RunningObject): string {
  const name = [kind.toLowerCase(), metadata.namespace, metadata.name].filter((part) => part !== undefined);
  return `${SAVED_FOLDER}/${cluster}/${name.join('-').replace(/[^\w.-]/g, '_')}.json`;
}

/** Marks the Secrets of a release, so that Helm does not find it. Helm deletes nothing, and nothing of them is read. */
export function releaseFromHelm(installers: readonly Installer[]): readonly Step[] {
  const releases = new Map(
    installers.flatMap((one) =>
      one.kind === 'helm' && one.isRecorded ? [[`${one.namespace}/${one.release}`, one] as const] : [],
    ),
  );
  return [...releases].map(([title, { namespace, release }]) => ({
    id: `release-helm-${namespace}-${release}`,
    title: `Let Helm forget the release ${title}: "helm list" does not show it, and no helm command changes its objects.`,
    notes: [
      `Nothing is deleted. The Secrets of the release stay, with the label owner=${FORGOTTEN} in place of owner=helm. The old label restores the release.`,
    ],
    actions: [
      kubectlIn(
        namespace,
        ...[
          'label',
          'secrets,configmaps',
          '-l',
          `owner=helm,name=${release}`,
          `owner=${FORGOTTEN}`,
          '--overwrite',
        ],
      ),
    ],
  }));
}

const FORGOTTEN = 'netstack-adopted';

const HELM_ANNOTATIONS = ['meta.helm.sh/release-name-', 'meta.helm.sh/release-namespace-'];

const ADDON_ANNOTATIONS = ['owner-gvk-', 'owner-name-', 'owner-namespace-', 'id-', 'applied-'].map(
  (name) => `objectset.rio.cattle.io/${name}`,
);

/** Removes from kept objects what names their old owner. */
export function removeOwners(objects: readonly RunningObject[]): readonly Step[] {
  const { helm, addon } = sortByOwner(objects);
  const actions = [
    ...forEachNamespace(helm, (namespace, names) =>
      kubectlIn(namespace, 'annotate', ...names, ...HELM_ANNOTATIONS),
    ),
    ...forEachNamespace(addon, (namespace, names) =>
      kubectlIn(namespace, 'annotate', ...names, ...ADDON_ANNOTATIONS),
    ),
    ...forEachNamespace(addon, (namespace, names) =>
      kubectlIn(namespace, 'label', ...names, 'objectset.rio.cattle.io/hash-'),
    ),
  ];
  if (actions.length === 0) return [];
  return [
    {
      id: 'remove-owners',
      title: 'Remove the annotations of the old owner from the objects that are kept.',
      actions,
    },
  ];
}

function sortByOwner(objects: readonly RunningObject[]) {
  const has = (prefix: string) => (object: RunningObject) =>
    Object.keys(object.metadata.annotations ?? {}).some((key) => key.startsWith(prefix));
  return {
    helm: objects.filter(has('meta.helm.sh/')),
    addon: objects.filter(has('objectset.rio.cattle.io/owner')),
  };
}
