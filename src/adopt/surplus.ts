import type { ApiObject } from '../kubernetes/api-object';
import { findInstaller, identifyObject } from '../running';
import type { Installer, RunningObject, RunningObjects } from '../running';
import type { Step } from '../steps';
import { forEachNamespace, kubectlIn } from './objects';

/** Kinds of an installation that are deleted where the profile does not render them. CRDs, Secrets and volumes are not. */
const KINDS = [
  ...['Deployment', 'DaemonSet', 'StatefulSet', 'Service', 'ConfigMap', 'ServiceAccount'],
  ...['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'IngressClass'],
  ...[
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
    'PodDisruptionBudget',
    'NetworkPolicy',
  ],
];

/** What belongs to old installations, and the profile does not render. */
export function findSurplus(
  installers: readonly Installer[],
  rendered: readonly ApiObject[],
  running: RunningObjects,
): readonly RunningObject[] {
  const planned = new Set(rendered.map(identifyObject));
  const owners = new Set(installers.map((one) => JSON.stringify(one)));
  return running.all.filter((object) => {
    if (!KINDS.includes(object.kind) || planned.has(identifyObject(object))) return false;
    const installer = findInstaller(object, running);
    if (installer.kind === 'helm') return owners.has(JSON.stringify(installer));
    // MetalLB's own manifests have this label.
    const isMetalLb = object.metadata.labels?.['app'] === 'metallb';
    return installer.kind === 'manifest' && owners.has(JSON.stringify(installer)) && isMetalLb;
  });
}

/** Users of an object go before the object, and accounts after the workloads. */
export function deleteSurplus(objects: readonly RunningObject[]): readonly Step[] {
  if (objects.length === 0) return [];
  const sorted = [...objects].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  return [
    {
      id: 'delete-surplus',
      title:
        'Delete what the old installation has left and the profile does not render. CRDs, Secrets and volumes stay.',
      actions: forEachNamespace(sorted, (namespace, names) =>
        kubectlIn(namespace, 'delete', ...names, '--ignore-not-found'),
      ),
    },
  ];
}
