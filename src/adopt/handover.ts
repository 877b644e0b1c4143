import type { ApiObject } from '../kubernetes/api-object';
import { METALLB_NAMESPACE } from '../plan';
import type { NetworkPlan } from '../plan';
import {
  controllerOf,
  findInstaller,
  findOrphanPods,
  findOrphanReplicaSets,
  podSpecOf,
  runsComponent,
} from '../running';
import type { Installer, RunningObject, RunningObjects, SingleComponent } from '../running';

/** A workload of an old installation, and what takes its place. */
export interface Handover {
  readonly component: SingleComponent;
  /** `controller`, `speaker` or `traefik`. */
  readonly role: string;
  readonly namespace: string;
  /** The workload that still runs; none where an earlier run has deleted it. */
  readonly workload?: RunningObject;
  /** ReplicaSets without a Deployment, and pods that nothing controls. */
  readonly orphans: readonly RunningObject[];
  /** Labels of the old pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** The rendered workload; none where the profile has none of that role. */
  readonly successor?: RunningObject;
}

/** The label that old pods of a Service are marked with. */
export const MARK = 'netstack-adopted';

/** Labels of a pod that its controller sets. */
const CONTROLLER_LABELS = ['pod-template-hash', 'controller-revision-hash', 'pod-template-generation', MARK];

const WORKLOADS = ['Deployment', 'DaemonSet', 'StatefulSet'];

/** Finds every workload of MetalLB and Traefik that k3s-netstack did not install, and what earlier runs have left of one. */
export function findHandovers(
  plan: NetworkPlan,
  rendered: readonly ApiObject[],
  running: RunningObjects,
): readonly Handover[] {
  const components: readonly SingleComponent[] = [
    ...(plan.metallb === undefined ? [] : ['metallb' as const]),
    ...(plan.traefik.mode === 'none' ? [] : ['traefik' as const]),
  ];
  return components.flatMap((component) => {
    const workloads = running.all.filter(
      (object) =>
        WORKLOADS.includes(object.kind) &&
        runsComponent(object, component) &&
        isForeign(object, plan, running),
    );
    const orphans = [...findOrphanReplicaSets(running, component), ...findOrphanPods(running, component)];
    return [
      ...workloads.map((workload) => handOver(component, workload, orphans, rendered)),
      ...handOverOrphans(component, workloads, orphans, rendered),
    ];
  });
}

function isForeign(object: RunningObject, plan: NetworkPlan, running: RunningObjects): boolean {
  const installer = findInstaller(object, running);
  if (installer.kind === 'helm-chart' && installer.chart === 'traefik') return false;
  const planned = runsComponent(object, 'metallb') ? METALLB_NAMESPACE : plan.traefik.namespace;
  return installer.kind !== 'netstack' || object.metadata.namespace !== planned;
}

function handOver(
  component: SingleComponent,
  workload: RunningObject,
  orphans: readonly RunningObject[],
  rendered: readonly ApiObject[],
): Handover {
  const role = roleOf(workload);
  const namespace = workload.metadata.namespace ?? 'default';
  const labels = readLabels(workload.spec?.template?.metadata?.labels);
  return {
    ...{ component, role, namespace, workload, labels },
    orphans: orphans.filter((one) => roleOf(one) === role && one.metadata.namespace === namespace),
    ...findSuccessor(role, component, rendered),
  };
}

/** What a run that was killed has left: its workload is deleted, and its pods run. */
function handOverOrphans(
  component: SingleComponent,
  workloads: readonly RunningObject[],
  orphans: readonly RunningObject[],
  rendered: readonly ApiObject[],
): readonly Handover[] {
  const left = orphans.filter(
    (orphan) =>
      !workloads.some(
        (one) => roleOf(one) === roleOf(orphan) && one.metadata.namespace === orphan.metadata.namespace,
      ),
  );
  const groups = new Map<string, RunningObject[]>();
  for (const orphan of left) {
    const key = `${orphan.metadata.namespace ?? 'default'} ${roleOf(orphan)}`;
    groups.set(key, [...(groups.get(key) ?? []), orphan]);
  }
  return [...groups].map(([key, group]) => {
    const [namespace = '', role = ''] = key.split(' ');
    const labels = readLabels(group[0]?.metadata.labels);
    return {
      component,
      role,
      namespace,
      labels,
      orphans: group,
      ...findSuccessor(role, component, rendered),
    };
  });
}

function readLabels(labels: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !CONTROLLER_LABELS.includes(key)));
}

/** MetalLB's controller and speaker differ by their images only. */
function roleOf(object: RunningObject): string {
  const images = podSpecOf(object)?.containers?.map(({ image = '' }) => image) ?? [];
  return ['controller', 'speaker'].find((role) => images.some((image) => image.includes(role))) ?? 'traefik';
}

function findSuccessor(
  role: string,
  component: SingleComponent,
  rendered: readonly ApiObject[],
): { readonly successor?: RunningObject } {
  const successor = rendered.find(
    (object) =>
      WORKLOADS.includes(object.kind) && runsComponent(object, component) && roleOf(object) === role,
  );
  return successor === undefined ? {} : { successor };
}

/** The pods of a handover that run. */
export function listPods(
  { namespace, workload, labels, role, component }: Handover,
  running: RunningObjects,
) {
  return running.ofKind('Pod').filter((pod) => {
    if (pod.metadata.namespace !== namespace || !runsComponent(pod, component) || roleOf(pod) !== role)
      return false;
    if (workload === undefined && controllerOf(pod)?.kind === 'DaemonSet') return false;
    return Object.entries(labels).every(([key, value]) => pod.metadata.labels?.[key] === value);
  });
}

/** The labels by which the old pods are selected, and no pod of k3s-netstack. */
export function selectOld({ labels }: Handover): string {
  return [
    ...Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    'app.kubernetes.io/managed-by!=k3s-netstack',
  ].join(',');
}

/** Whether the successor's controller takes over the old pods by itself, because its selector matches them. */
export function isTakenOver({ namespace, labels, successor }: Handover): boolean {
  if (successor === undefined || successor.metadata.namespace !== namespace) return false;
  const { matchLabels = {} } = (successor.spec?.selector ?? {}) as {
    readonly matchLabels?: Readonly<Record<string, string>>;
  };
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

/** Whether two pods of the workload cannot run on one node, because both need its ports. */
export function needsHostPorts(object: RunningObject): boolean {
  const spec = podSpecOf(object);
  if (spec?.hostNetwork === true) return true;
  return (
    spec?.containers?.some(({ ports = [] }) => ports.some(({ hostPort }) => hostPort !== undefined)) === true
  );
}

/** Everything that has to be released: installers of the workloads. */
export function installersOf(handovers: readonly Handover[], running: RunningObjects): readonly Installer[] {
  return handovers.flatMap(({ workload }) =>
    workload === undefined ? [] : [findInstaller(workload, running)],
  );
}
