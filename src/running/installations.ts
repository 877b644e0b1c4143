import { controllerOf, podSpecOf } from './running-object';
import type { RunningObject } from './running-object';
import type { RunningObjects } from './running-objects';
import { findInstaller } from './installer';
import type { Installer } from './installer';

/** A component of which a cluster has one installation. */
export type SingleComponent = 'metallb' | 'traefik';

/** One installation of a component: the workloads that run it. */
export interface Installation {
  readonly component: SingleComponent;
  readonly namespace: string;
  readonly installer: Installer;
  readonly workloads: readonly RunningObject[];
}

const IMAGES: Readonly<Record<SingleComponent, RegExp>> = {
  metallb: /(?:^|\/)metallb[/-](?:controller|speaker)(?:[:@]|$)/,
  traefik: /(?:^|\/)(?:mirrored-library-)?traefik(?:[:@]|$)/,
};

const WORKLOADS = ['Deployment', 'DaemonSet', 'StatefulSet'];

/** Whether an object runs the image of a component. */
export function runsComponent(object: RunningObject, component: SingleComponent): boolean {
  return podSpecOf(object)?.containers?.some(({ image = '' }) => IMAGES[component].test(image)) === true;
}

/** Every installation of a component, by namespace and installer, in the order of the objects. */
export function findInstallations(
  running: RunningObjects,
  component: SingleComponent,
): readonly Installation[] {
  const found = new Map<string, { installer: Installer; namespace: string; workloads: RunningObject[] }>();
  for (const object of running.all) {
    if (!WORKLOADS.includes(object.kind) || !runsComponent(object, component)) continue;
    const installer = findInstaller(object, running);
    const namespace = object.metadata.namespace ?? 'default';
    const key = JSON.stringify([namespace, installer]);
    const known = found.get(key) ?? { installer, namespace, workloads: [] };
    found.set(key, known);
    known.workloads.push(object);
  }
  return [...found.values()].map((one) => ({ component, ...one }));
}

/** Whether a Service selects pods of a component. */
export function runsInInstallation(
  { metadata, spec }: RunningObject,
  running: RunningObjects,
  component: SingleComponent,
): boolean {
  const selector = Object.entries((spec?.selector ?? {}) as Readonly<Record<string, string>>);
  if (selector.length === 0) return false;
  return findInstallations(running, component)
    .filter(({ namespace }) => namespace === metadata.namespace)
    .flatMap(({ workloads }) => workloads)
    .some((workload) => {
      const labels = workload.spec?.template?.metadata?.labels ?? {};
      return selector.every(([key, value]) => labels[key] === value);
    });
}

/** Pods of a component that nothing controls: those that a handover has left, or that were created alone. */
export function findOrphanPods(
  running: RunningObjects,
  component: SingleComponent,
): readonly RunningObject[] {
  return running
    .ofKind('Pod')
    .filter((pod) => runsComponent(pod, component) && controllerOf(pod) === undefined);
}

/** ReplicaSets of a component whose Deployment is gone. */
export function findOrphanReplicaSets(
  running: RunningObjects,
  component: SingleComponent,
): readonly RunningObject[] {
  return running
    .ofKind('ReplicaSet')
    .filter((set) => runsComponent(set, component) && controllerOf(set) === undefined);
}
