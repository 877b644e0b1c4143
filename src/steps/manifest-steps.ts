import type { KubernetesObject } from '../kubernetes/kubernetes-object';
import { listName } from '../kubernetes/api-object';
import type { NetworkPlan, NodePlan, SecretRequest } from '../plan';
import { METALLB_NAMESPACE, secretRequests } from '../plan';
import { hostOf, run } from './actions';
import { listWords } from './format-steps';
import { createSecrets } from './secret-steps';
import type {
  ApplyWay,
  CommandAction,
  CopyAction,
  RenderedCluster,
  Step,
  StepAction,
  StepManifest,
} from './step';

/** k3s's auto-deploy directory. @see https://docs.k3s.io/installation/packaged-components */
export const MANIFESTS_PATH = '/var/lib/rancher/k3s/server/manifests';

/** API groups whose CRDs come with k3s's Traefik, or with an installation of the Gateway API. */
const FOREIGN_GROUPS = ['traefik.io', 'gateway.networking.k8s.io'];

/** What is applied of a cluster. */
export interface ManifestSelection {
  readonly manifests: readonly StepManifest[];
  readonly secrets: readonly SecretRequest[];
}

/**
 * Applies the manifests, one file after the other, in the order of their names. kubectl refuses an object of a kind that
 * the API server does not know yet, and MetalLB's webhook its configuration until its controller runs. The Secrets that
 * the profile names come right after the namespaces.
 */
export function applyManifests(
  cluster: RenderedCluster,
  way: ApplyWay,
  { manifests, secrets }: ManifestSelection = allOf(cluster),
): readonly Step[] {
  const early = manifests.filter(isNamespaces);
  const rest = manifests.filter((manifest) => !isNamespaces(manifest));
  const apply = way === 'kubectl' ? applyByKubectl : copyToServer(cluster.plan);
  const files = (group: readonly StepManifest[]) => applyFiles(group, cluster.manifests, apply);
  return [
    ...section('apply-namespaces', 'Create the namespaces.', files(early)),
    ...createSecrets(secrets, way === 'auto-deploy' ? waitForNamespaces(early) : []),
    ...section('apply-manifests', titleOf(rest, way), files(rest)),
  ];
}

function allOf({ plan, manifests }: RenderedCluster): ManifestSelection {
  return { manifests, secrets: secretRequests(plan) };
}

function section(id: string, title: string, actions: readonly StepAction[]): readonly Step[] {
  return actions.length > 0 ? [{ id, title, actions }] : [];
}

function titleOf(manifests: readonly StepManifest[], way: ApplyWay): string {
  const wait = needsWebhook(manifests)
    ? ' MetalLB takes its configuration only when its controller runs: that is the wait.'
    : '';
  return way === 'kubectl'
    ? `Apply the manifests.${wait}`
    : `Copy the manifests to k3s's auto-deploy directory on one server. k3s applies them within 15 seconds and retries.${wait}`;
}

/** The action that applies one file. */
type ApplyFile = (manifest: StepManifest) => CommandAction | CopyAction;

const applyByKubectl: ApplyFile = ({ file }) =>
  run('kubectl', 'apply', '-f', { clusterFile: `manifests/${file}` });

/** k3s reads the directory of any server. */
function copyToServer({ servers }: NetworkPlan): ApplyFile {
  const on = hostOf(servers[0] as NodePlan);
  return ({ file }) => ({ kind: 'copy', file: `manifests/${file}`, on, path: `${MANIFESTS_PATH}/${file}` });
}

/**
 * The actions that apply files of manifests, with what each of them has to wait for.
 *
 * @param all manifests of the cluster
 */
function applyFiles(
  manifests: readonly StepManifest[],
  all: readonly StepManifest[],
  apply: ApplyFile,
): readonly (CommandAction | CopyAction)[] {
  const awaited = new Set<string>();
  return manifests.flatMap((manifest) => {
    const missing = findForeignCrds(manifest, all).filter((name) => !awaited.has(name));
    for (const name of missing) awaited.add(name);
    return [
      // kubectl exits at once when the first of several names does not exist yet.
      ...missing.map((name) => run('kubectl', 'wait', '--for=create', `crd/${name}`, '--timeout=5m')),
      ...(isMetalLbConfig(manifest) ? waitForWebhook() : []),
      apply(manifest),
      ...(apply === applyByKubectl && isCrds(manifest) ? [waitForCrds(manifest)] : []),
    ];
  });
}

/**
 * The commands that apply a cluster's manifests by kubectl, each as its words.
 *
 * @param folder of the cluster
 */
export function listApplyCommands(
  manifests: readonly StepManifest[],
  folder: string,
): readonly (readonly string[])[] {
  return applyFiles(manifests, manifests, applyByKubectl).flatMap((action) =>
    action.kind === 'command' ? [listWords(action, { folder })] : [],
  );
}

function waitForCrds({ file }: StepManifest): CommandAction {
  const condition = '--for=condition=Established';
  return run('kubectl', 'wait', condition, '-f', { clusterFile: `manifests/${file}` }, '--timeout=60s');
}

/** The rollout is complete when the controller's webhook listens: its startup probe asks for that. */
function waitForWebhook(): readonly CommandAction[] {
  const kubectl = ['kubectl', '-n', METALLB_NAMESPACE];
  return [
    run(...kubectl, 'wait', '--for=create', 'deployment/controller', '--timeout=5m'),
    run(...kubectl, 'rollout', 'status', 'deployment/controller', '--timeout=5m'),
  ];
}

function waitForNamespaces(manifests: readonly StepManifest[]): readonly CommandAction[] {
  return manifests
    .flatMap(({ objects }) => objects)
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) =>
      run('kubectl', 'wait', '--for=create', `namespace/${metadata.name}`, '--timeout=5m'),
    );
}

function isNamespaces({ objects }: StepManifest): boolean {
  return objects.every(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace');
}

function isCrds({ objects }: StepManifest): boolean {
  return objects.every(({ kind }) => kind === 'CustomResourceDefinition');
}

function needsWebhook(manifests: readonly StepManifest[]): boolean {
  return manifests.some(isMetalLbConfig);
}

function isMetalLbConfig({ objects }: StepManifest): boolean {
  return objects.some(({ apiVersion }) => groupOf(apiVersion) === 'metallb.io');
}

/** Names of the CRDs of a file's objects that none of the cluster's manifests contains, in their order. */
function findForeignCrds({ objects }: StepManifest, all: readonly StepManifest[]): readonly string[] {
  const own = all.flatMap((manifest) => manifest.objects).flatMap((object) => ownGroup(object) ?? []);
  const names = objects.flatMap(({ apiVersion, kind }) => {
    const group = groupOf(apiVersion);
    return FOREIGN_GROUPS.includes(group) && !own.includes(group) ? [`${listName(kind)}.${group}`] : [];
  });
  return [...new Set(names)].sort();
}

/** A CRD is called `<plural>.<group>`. */
function ownGroup({ kind, metadata }: KubernetesObject): string | undefined {
  return kind === 'CustomResourceDefinition'
    ? metadata.name.slice(metadata.name.indexOf('.') + 1)
    : undefined;
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}
