import type { ApiObject } from '../kubernetes/api-object';
import { METALLB_NAMESPACE } from '../plan';
import { describeInstaller, findImmutableDifference, findInstaller, titleOf } from '../running';
import type { Installer, RunningObject, RunningObjects } from '../running';
import type { RenderedCluster, Step, StepManifest } from '../steps';
import { applyManifests, listNames, referenceTo } from '../steps';
import type { Handover } from './handover';
import { findHandovers, installersOf } from './handover';
import { orphanPods, releaseAddresses, replacePods } from './handover-steps';
import { kubectlIn, releaseFromHelm, removeOwners, saveObjects } from './objects';
import { findSharedObjects, releaseAddons, removeForeignKeys, removeForeignPorts } from './shared-objects';
import { quoteCommand } from '../terminal/quote-command';
import { deleteSurplus, findSurplus } from './surplus';

/** Why a component is not handed over. */
export interface TakeoverRefusal {
  readonly reason: string;
  readonly remedy: readonly string[];
}

/** The steps that hand over what runs to the profile. */
export interface Takeover {
  readonly steps: readonly Step[];
  /** Empty where the steps can be executed. */
  readonly refusals: readonly TakeoverRefusal[];
}

/** Derives the steps that hand over each component of another installation. No steps: there is nothing to hand over. */
export function planTakeover(cluster: RenderedCluster, running: RunningObjects): Takeover {
  const rendered = cluster.manifests.flatMap(({ objects }) => objects);
  const handovers = findHandovers(cluster.plan, rendered, running);
  const shared = findSharedObjects(rendered, running);
  const installers = uniqueInstallers(handovers, rendered, running);
  const replaced = findReplaced(rendered, running);
  const surplus = unique([...listBeside(handovers), ...findSurplus(installers, rendered, running)]);
  const kept = findKept(rendered, running, replaced);
  const workloads = handovers.flatMap(({ workload }) => workload ?? []);
  const manifests = selectManifests(cluster, handovers, [...shared, ...replaced]);
  const isDone = [...workloads, ...shared, ...replaced, ...surplus, ...removeOwners(kept)].length === 0;
  if (isDone && handovers.length === 0) return { steps: [], refusals: [] };
  const saved = unique([...workloads, ...replaced, ...shared, ...surplus, ...keptServices(kept, handovers)]);
  const others = replaced.filter((one) => !workloads.includes(one));
  const steps = [
    ...saveObjects(cluster.plan.cluster, saved),
    ...releaseFromHelm(installers),
    ...releaseAddons(cluster, [...workloads, ...shared, ...replaced, ...kept], running),
    ...orphanPods(handovers, running),
    ...deleteReplaced(others),
    ...applyManifests(cluster, 'kubectl', { manifests, secrets: [] }),
    ...removeForeignKeys(shared, rendered),
    ...removeForeignPorts(keptServices(kept, handovers), rendered),
    ...replacePods(handovers, running),
    ...releaseAddresses(handovers, running),
    ...removeOwners(kept),
    ...deleteSurplus(surplus),
  ];
  return { steps, refusals: listRefusals(handovers, [...workloads, ...shared, ...replaced], running) };
}

function unique(objects: readonly RunningObject[]): readonly RunningObject[] {
  return [...new Set(objects)];
}

/** Installers of the workloads, and of what a killed run has left of their installation. */
function uniqueInstallers(
  handovers: readonly Handover[],
  rendered: readonly ApiObject[],
  running: RunningObjects,
): readonly Installer[] {
  const kept = findKept(rendered, running, []);
  const all = [
    ...installersOf(handovers, running),
    ...kept.map((object) => findInstaller(object, running)).filter(({ kind }) => kind === 'helm'),
    ...handovers.flatMap(({ orphans }) => orphans.map((object) => findInstaller(object, running))),
  ].filter(({ kind }) => kind !== 'netstack');
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Running objects that the rendered ones cannot be applied over. */
function findReplaced(rendered: readonly ApiObject[], running: RunningObjects): readonly RunningObject[] {
  return rendered.flatMap((object) => {
    const current = running.find(object);
    if (current === undefined || isPackaged(current, running)) return [];
    const isFixed =
      findImmutableDifference(object, current) !== undefined || hasOtherWebhooks(object, current);
    return isFixed ? [current] : [];
  });
}

/** An apply adds webhooks to those of another owner: the API server would ask both. */
function hasOtherWebhooks(rendered: RunningObject, running: RunningObject): boolean {
  const names = (rendered.webhooks ?? []).map(({ name }) => name);
  return running.webhooks?.some(({ name }) => !names.includes(name)) === true;
}

/** Running objects that stay, with the rendered content. */
function findKept(
  rendered: readonly ApiObject[],
  running: RunningObjects,
  replaced: readonly RunningObject[],
): readonly RunningObject[] {
  return rendered
    .flatMap((object) => running.find(object) ?? [])
    .filter((object) => !replaced.includes(object) && !isPackaged(object, running));
}

/** Objects of k3s's own charts are handed over when k3s restarts with the new node files. */
function isPackaged(object: RunningObject, running: RunningObjects): boolean {
  const installer = findInstaller(object, running);
  return installer.kind === 'helm-chart' && installer.chart.startsWith('traefik');
}

/** Workloads in another namespace than the profile's: nothing takes their place. */
function listBeside(handovers: readonly Handover[]): readonly RunningObject[] {
  return handovers.flatMap(({ workload, successor, namespace }) =>
    workload === undefined || successor?.metadata.namespace === namespace ? [] : [workload],
  );
}

/** A Service's ports and selector change. */
function keptServices(
  kept: readonly RunningObject[],
  handovers: readonly Handover[],
): readonly RunningObject[] {
  return handovers.length === 0
    ? []
    : kept.filter(
        ({ kind, metadata }) =>
          kind === 'Service' && handovers.some(({ namespace }) => namespace === metadata.namespace),
      );
}

/** Objects without pods are deleted right before the manifests are applied. */
function deleteReplaced(objects: readonly RunningObject[]): readonly Step[] {
  const plain = objects.filter(({ kind }) => !['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind));
  if (plain.length === 0) return [];
  return [
    {
      id: 'delete-replaced',
      title: `Delete ${listNames(plain.map(titleOf))}: an apply cannot change them. The manifests create them again.`,
      actions: plain.map((object) =>
        kubectlIn(object.metadata.namespace, 'delete', referenceTo(object), '--ignore-not-found'),
      ),
    },
  ];
}

const COMPONENT_FILES = { metallb: /-metallb(?:-crds|-config)?\./, traefik: /-traefik(?:-crds)?\./ } as const;

/** The files of the components that are handed over, and of the objects that are shared or replaced. */
function selectManifests(
  { manifests }: RenderedCluster,
  handovers: readonly Handover[],
  objects: readonly RunningObject[],
): readonly StepManifest[] {
  const identities = new Set(objects.map(titleOf));
  const components = new Set(handovers.map(({ component }) => component));
  return manifests.filter(
    ({ file, objects: contained }) =>
      (components.size > 0 && file.includes('-namespaces.')) ||
      [...components].some((component) => COMPONENT_FILES[component].test(file)) ||
      contained.some((object) => identities.has(titleOf(object))),
  );
}

function listRefusals(
  handovers: readonly Handover[],
  objects: readonly RunningObject[],
  running: RunningObjects,
): readonly TakeoverRefusal[] {
  const owners = objects.map((object) => ({ object, installer: findInstaller(object, running) }));
  return [
    ...owners.flatMap(({ object, installer }) => refuseOwner(object, installer)),
    ...handovers
      .filter(({ component, namespace }) => component === 'metallb' && namespace !== METALLB_NAMESPACE)
      .map(({ namespace, role }) => ({
        reason: `MetalLB's ${role} runs in namespace ${namespace}, and the profile renders it in ${METALLB_NAMESPACE}.`,
        remedy: [
          `Its webhook rejects pools in another namespace, so that no order of steps keeps the addresses.`,
          `Move it by its own installer first: install the same release in ${METALLB_NAMESPACE}.`,
        ],
      })),
  ];
}

/** A controller that writes its objects again would undo the handover. */
function refuseOwner(object: RunningObject, installer: Installer): readonly TakeoverRefusal[] {
  const reason = `${titleOf(object)} was installed by ${describeInstaller(installer)}, which would write it again.`;
  switch (installer.kind) {
    case 'flux':
      return [
        {
          reason,
          remedy: [quoteCommand(['flux', 'suspend', ...installer.words]), 'Then remove it from its source.'],
        },
      ];
    case 'argocd':
      return [
        {
          reason,
          remedy: [
            `Turn off automated sync of application ${installer.application}, and remove it from its source.`,
          ],
        },
      ];
    case 'helm-chart':
      return [
        {
          reason,
          remedy: [
            `k3s uninstalls the release when HelmChart ${installer.namespace}/${installer.chart} is deleted.`,
            `Annotate it first: ${quoteCommand([...['kubectl', '-n', installer.namespace, 'annotate', 'helmchart'], installer.chart, 'helmcharts.helm.cattle.io/unmanaged=true'])}`,
          ],
        },
      ];
    default:
      return [];
  }
}
