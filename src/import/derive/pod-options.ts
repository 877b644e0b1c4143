import type { Fields } from '../observed/fields';
import type { ObservedObject } from '../observed/observed-network';
import type { ProfilePath } from '../../diagnostics';
import type { ImportContext } from './context';

/** Fields of pods that a profile has not, or has only in part: what was read of them is in the profile. */
const POD_OPTIONS = ['affinity', 'tolerations', 'hostNetwork', 'initContainers', 'topologySpreadConstraints'];

/** Volumes whose content a component cannot do without. */
const KEPT_VOLUMES = ['persistentVolumeClaim', 'hostPath', 'nfs', 'csi', 'configMap'];

/** Reports what a workload that users installed has and the one that a profile installs has not. */
export function reportPodOptions(context: ImportContext, workload: ObservedObject, path: ProfilePath): void {
  if (workload.isOurs) return;
  const pod = workload.fields.at('spec').at('template').at('spec');
  for (const option of POD_OPTIONS) {
    if (pod.isRead(option)) continue;
    const value = pod.take(option);
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) continue;
    if (option === 'hostNetwork' && workload.kind === 'DaemonSet' && path[0] === 'metallb') continue;
    report(context, workload, pod, option, path);
  }
  for (const volume of path[0] === 'traefik' ? pod.list('volumes') : []) {
    const kind = KEPT_VOLUMES.find((one) => volume.has(one));
    if (kind === undefined) continue;
    context.unsupported(
      volume.origin(),
      `${workload.title}: the profile has no field for volumes, and this one (${kind}) would be missing.`,
      path,
    );
  }
}

function report(
  context: ImportContext,
  workload: ObservedObject,
  pod: Fields,
  option: string,
  path: ProfilePath,
): void {
  context.unsupported(
    pod.origin(option),
    `${workload.title}: the profile has no field for ${option} of its pods.`,
    path,
  );
}
