import { changeSteps, COPY_UNCHANGED, findChanges } from '../diff';
import type { Change } from '../diff';
import type { NetworkPlan, NodePlan } from '../plan';
import {
  copyNodeFiles,
  createSecrets,
  hostOf,
  joinNode,
  newClusterSteps,
  releasePackagedTraefik,
  takeSnapshot,
  waitForCoreDnsRemoved,
  waitForServiceLbRemoved,
} from '../steps';
import type { ApplyWay, RenderedCluster, SnapshotPlan, Step, StepAction, StepFormat } from '../steps';
import { findConflicts, findUnchanged, releaseCommandLines } from './command-line-steps';
import { digestOf } from './digest';
import { omitDoneDeletions } from './done-deletions';
import { findContinued, noteContinued } from './pending';
import type { RunningCluster } from './running-cluster';
import { pathOnNode } from './running-cluster';
import type { Refusal } from './refusals';
import { listRefusals } from './refusals';
import { withRunningFlannel } from './running-flannel';
import { uncordonUpgraded, withoutActionsOf, withoutUpgraded, withRunningVersion } from './upgrade-nodes';

/** What apply would do, and what it would not. */
export interface ApplyPlan {
  readonly cluster: string;
  readonly changes: readonly Change[];
  /** Steps that apply executes, in their order. */
  readonly steps: readonly Step[];
  /** Steps for the operator, after apply has succeeded. */
  readonly byHand: readonly Step[];
  /** Nodes that an apply of the same was to confirm when it was killed. Apply continues it, even without a step. */
  readonly continued: readonly string[];
  /** What the operator has to know before. */
  readonly notices: readonly string[];
  /** Why apply does not start; empty where it can. */
  readonly refusals: readonly Refusal[];
}

export interface ApplyPlanOptions {
  readonly way: ApplyWay;
  /** Whether an install script was given. */
  readonly canInstall: boolean;
  /** Whether a token for a new cluster was given. @default false */
  readonly hasToken?: boolean;
  /** The Secrets that can be created: `samples/whoami-tls`. */
  readonly secrets: ReadonlySet<string>;
  /** Whether nodes keep the k3s version that they run. @default false */
  readonly keepsVersion?: boolean;
  /** The plan of the record, where there is one. */
  readonly recorded?: NetworkPlan;
  /** How the commands of refusals are printed. @default - with the files below `dist/<cluster>` */
  readonly format?: StepFormat;
}

/** Steps that only a person can do, but that can wait until the change is complete. */
const ADVICE = [
  ...['recreate-pods-dns', 'recreate-pods-interface', 'recreate-load-balancer-services', 'reboot'],
  ...['list-services', 'try'],
];

/** Derives what apply does to a cluster from its profile, and from what runs. */
export function planApply(
  after: RenderedCluster,
  state: RunningCluster,
  options: ApplyPlanOptions,
): ApplyPlan {
  const isFresh = !state.isUp && [...state.nodes.values()].every(({ k3s }) => k3s === 'absent');
  const { changes, steps } = isFresh
    ? { changes: [], steps: freshSteps(after, state, options) }
    : runningSteps(after, state, options);
  const isAdvice = ({ id }: Step) => ADVICE.includes(id) || id.startsWith('change-dns-');
  const changing = withSecrets(
    steps.filter((step) => !isAdvice(step)),
    state,
  ).filter(({ actions }) => actions.length > 0);
  const snapshot = changing.length > 0 && !isFresh ? planSnapshot(after, state) : undefined;
  const continued = findContinued(after, state);
  const executed = [...(snapshot?.steps ?? []), ...changing];
  return {
    cluster: after.plan.cluster,
    changes,
    steps: executed,
    byHand: steps.filter(isAdvice),
    continued,
    notices: [...(snapshot?.notices ?? []), ...noteContinued(continued)],
    refusals: listRefusals({
      ...{ plan: after.plan, state, isFresh, changes, steps: executed },
      ...{ canInstall: options.canInstall, secrets: options.secrets },
      format: options.format ?? { folder: `dist/${after.plan.cluster}` },
    }),
  };
}

/** The snapshot before a change. A run that continues another one keeps the snapshot of that one. */
function planSnapshot(after: RenderedCluster, { isUp, nodes }: RunningCluster): SnapshotPlan {
  const [first] = after.plan.servers;
  const state = first && nodes.get(first.name);
  const target = digestOf(after);
  const isContinued = [...nodes.values()].some(
    ({ pending, restartedFor }) => pending === target || restartedFor === target,
  );
  if (first === undefined || state === undefined || !isUp || isContinued) return { steps: [], notices: [] };
  return takeSnapshot(after.plan.datastore, hostOf(first), state.sqliteTool);
}

/** Creates the Secrets that do not exist, and no others, right before the manifests that need them. */
function withSecrets(steps: readonly Step[], { missingSecrets }: RunningCluster): readonly Step[] {
  const others = steps.filter(({ id }) => id !== 'create-secrets');
  const position = others.findIndex(({ id }) => id === 'apply-manifests');
  return position < 0
    ? [...others, ...createSecrets(missingSecrets)]
    : [...others.slice(0, position), ...createSecrets(missingSecrets), ...others.slice(position)];
}

/** Machines without k3s: everything, except what needs a person. */
function freshSteps(
  after: RenderedCluster,
  { nodes }: RunningCluster,
  { way, hasToken = false }: ApplyPlanOptions,
): readonly Step[] {
  return newClusterSteps(after, way, { hasToken, fetchesKubeconfig: false })
    .filter(({ condition }) => condition === undefined || condition === 'k3s-absent')
    .filter(({ id }) => id !== 'download-install-script')
    .map((step) => ({ ...step, actions: step.actions.map(keepBinary) }));

  /** A binary of the right version that was copied to the node, such as without a network, is not downloaded again. */
  function keepBinary(action: StepAction): StepAction {
    const isInstall = action.kind === 'command' && action.on !== undefined && action.command[0] === 'env';
    if (!isInstall || nodes.get(action.on?.name ?? '')?.version !== after.plan.k3sVersion.toString())
      return action;
    const [env = 'env', ...rest] = action.command;
    return { ...action, command: [env, 'INSTALL_K3S_SKIP_DOWNLOAD=true', ...rest] };
  }
}

function runningSteps(after: RenderedCluster, state: RunningCluster, options: ApplyPlanOptions) {
  const { plan } = after;
  const before = renderBefore(
    after,
    state,
    withRunningVersion(options.recorded ?? withRunningFlannel(plan, state), state, options.keepsVersion),
  );
  const changes = findChanges(before.plan, plan);
  const absent = plan.nodes.filter(({ name }) => state.nodes.get(name)?.k3s === 'absent');
  const same = findUnchanged(after, state);
  const due = restartDue(after, state).filter((node) => !same.includes(node));
  const done = findRestarted(after, state);
  const steps = changeSteps(before, after, changes, options.way, { due, same, done })
    .filter(({ id }) => id !== 'download-install-script')
    .map((step) => withoutHosts(step, absent))
    .map((step) => withoutUpgraded(step, plan, state));
  const handed = options.recorded === undefined ? handOver(plan, state, steps) : steps;
  const pending = omitDoneDeletions(handed, after, state.applied);
  const complete = releaseCommandLines(plan, state, [...joinAbsent(plan, absent, pending), ...pending]);
  return { changes, steps: [...uncordonUpgraded(after, state, options), ...complete] };
}

/**
 * Nodes that an apply was to restart when it was killed, those that restarted for an apply of something else that did not
 * save its record, and those with conflicting flags.
 */
function restartDue(after: RenderedCluster, state: RunningCluster): readonly NodePlan[] {
  const conflicting = findConflicts(after.plan, state).map(({ node }) => node);
  const target = digestOf(after);
  return after.plan.nodes.filter((node) => {
    const { restartDue = false, restartedFor = target } = state.nodes.get(node.name) ?? {};
    return restartDue || restartedFor !== target || conflicting.includes(node);
  });
}

/** Nodes that an apply of the same restarted with all their files before it was killed. */
function findRestarted(after: RenderedCluster, { nodes }: RunningCluster): readonly NodePlan[] {
  const target = digestOf(after);
  return after.plan.nodes.filter((node) => {
    const state = nodes.get(node.name);
    if (state?.k3s !== 'running' || state.restartDue || state.restartedFor !== target) return false;
    return copyNodeFiles(after.plan, hostOf(node)).every(
      ({ file, path }) => state.files.get(path) === after.files.get(file),
    );
  });
}

/** What runs, as a rendering: the files that the nodes have, and the objects that an earlier apply made. */
function renderBefore(
  after: RenderedCluster,
  { nodes, applied, record }: RunningCluster,
  plan: NetworkPlan,
): RenderedCluster {
  const files = new Map<string, string>();
  for (const file of after.files.keys()) {
    const content = contentOf(file, after, nodes, applied);
    if (content !== undefined) files.set(file, content);
  }
  return { plan, files, manifests: record?.manifests ?? [] };
}

/** A file that is different on any node counts as different. */
function contentOf(
  file: string,
  { plan, files }: RenderedCluster,
  nodes: RunningCluster['nodes'],
  applied: ReadonlySet<string>,
): string | undefined {
  if (file.startsWith('manifests/'))
    return applied.has(file.slice('manifests/'.length)) ? files.get(file) : undefined;
  for (const { name } of plan.nodes) {
    const path = pathOnNode(file, name);
    const state = nodes.get(name);
    if (path === undefined || state === undefined) continue;
    const content = state.files.get(path);
    if (content !== files.get(file)) return content;
  }
  return files.get(file);
}

/** Without a record of the last profile, what runs says which components k3s hands over. */
function handOver(plan: NetworkPlan, state: RunningCluster, steps: readonly Step[]): readonly Step[] {
  const restart = steps.findIndex(({ id }) => id === 'restart');
  if (restart < 0) return steps;
  const { beforeRestart, afterRestart } = releasePackagedTraefik();
  const traefik = plan.traefik.mode !== 'packaged' && state.packaged.traefik;
  const coredns = plan.coredns.mode !== 'packaged' && state.packaged.coredns;
  return [
    ...steps.slice(0, restart),
    ...(traefik ? [beforeRestart] : []),
    ...steps.slice(restart, restart + 1),
    ...(traefik ? [afterRestart] : []),
    ...(coredns ? [waitForCoreDnsRemoved()] : []),
    ...(plan.serviceLb.enabled ? [] : [waitForServiceLbRemoved()]),
    ...steps.slice(restart + 1),
  ];
}

/** Nodes of the profile on which k3s is not installed, where no other step installs it. */
function joinAbsent(plan: NetworkPlan, absent: readonly NodePlan[], steps: readonly Step[]): readonly Step[] {
  const through = plan.servers.find((server) => !absent.includes(server));
  if (through === undefined) return [];
  return absent
    .filter(({ name }) => !steps.some(({ id }) => id === `install-${name}`))
    .map((node) =>
      joinNode(plan, {
        node,
        through: hostOf(through),
        needsServer: plan.datastore === 'etcd' && node === plan.servers[0],
      }),
    );
}

/** Nothing restarts on a node where nothing runs. */
function withoutHosts(step: Step, nodes: readonly NodePlan[]): Step {
  return ['restart', 'copy-node-files', COPY_UNCHANGED].includes(step.id)
    ? withoutActionsOf(step, nodes)
    : step;
}
