import type { NetworkPlan, NodePlan } from '../plan';
import { secretRequests } from '../plan';
import {
  applyManifests,
  applyMonitoring,
  copyNodeFiles,
  deleteLeftovers,
  hostOf,
  restartNodes,
} from '../steps';
import type { ApplyWay, RenderedCluster, Step } from '../steps';
import type { Change, Phase } from './change';
import { returnsToPackaged } from './component-changes';
import { nodeOperationSteps } from './node-operation-steps';
import { keptNodes } from './node-operations';

/**
 * The steps that turn a running cluster into another one, in their order: nodes restart with their new files, machines
 * join, move and leave, manifests are applied, and what nothing needs any more is deleted.
 *
 * @param changes between the two plans
 * @param due nodes that have to restart whether their files differ or not
 */
export function changeSteps(
  before: RenderedCluster,
  after: RenderedCluster,
  changes: readonly Change[],
  way: ApplyWay,
  due: readonly NodePlan[] = [],
): readonly Step[] {
  const [old, plan] = [before.plan, after.plan];
  const leftovers = deleteLeftovers(before, after);
  const isEarly = returnsToPackaged(old, plan);
  const restarts = restartsOf(before, after, changes, due);
  const agentsFollow = waitForFirstServer(old, plan);
  const steps = [
    ...collectSteps(changes, 'before-restart'),
    ...(isEarly ? leftovers : []),
    ...restartSteps(agentsFollow ? onlyServers(restarts) : restarts, after, changes),
    ...collectSteps(changes, 'after-restart'),
    ...nodeOperationSteps(old, plan),
    ...(agentsFollow ? restartFollowers(restarts, old, plan) : []),
    ...collectSteps(changes, 'before-apply'),
    ...applySteps(before, after, way),
    ...collectSteps(changes, 'after-apply'),
    ...(isEarly ? [] : leftovers),
  ];
  return steps.filter(({ id }, index) => steps.findIndex((step) => step.id === id) === index);
}

function collectSteps(changes: readonly Change[], phase: Phase): readonly Step[] {
  return changes.flatMap(({ steps }) => steps?.[phase] ?? []);
}

/** Values that a node reads only when it registers or joins, so that a running one need not restart for them. */
const READ_WHEN_JOINING = ['server', 'cluster-init', 'node-label+', 'node-taint', 'node-taint+'];

/** The kept nodes with new files, and those that have to restart for them. */
interface Restarts {
  readonly copied: readonly NodePlan[];
  readonly restarted: readonly NodePlan[];
}

function restartsOf(
  before: RenderedCluster,
  after: RenderedCluster,
  changes: readonly Change[],
  due: readonly NodePlan[],
): Restarts {
  const kept = keptNodes(before.plan, after.plan);
  const demands = new Set(changes.map(({ restarts }) => restarts));
  return {
    copied: kept.filter((node) => hasNewFiles(node, before, after)),
    restarted: kept.filter(
      (node) =>
        demands.has('all') ||
        (demands.has('servers') && node.role === 'server') ||
        due.some(({ name }) => name === node.name) ||
        readsNewSettings(node, before, after),
    ),
  };
}

/** Whether k3s would read something else when it starts: of its node file, or of flannel's file. */
function readsNewSettings(node: NodePlan, before: RenderedCluster, after: RenderedCluster): boolean {
  return filesOf(node, after.plan).some(
    (file) => readWhenStarting(before.files.get(file)) !== readWhenStarting(after.files.get(file)),
  );
}

/** The lines of a file without the keys that k3s reads only when the node joins. */
function readWhenStarting(text = ''): string {
  let isSkipped = false;
  const lines = text.split('\n').filter((line) => {
    if (!/^[\s-]/.test(line)) isSkipped = READ_WHEN_JOINING.some((key) => line.startsWith(`${key}:`));
    return !isSkipped;
  });
  return lines.join('\n');
}

function onlyServers({ copied, restarted }: Restarts): Restarts {
  const isServer = ({ role }: NodePlan) => role === 'server';
  return { copied: copied.filter(isServer), restarted: restarted.filter(isServer) };
}

/** Restarts before machines move. */
function restartSteps(
  { copied, restarted }: Restarts,
  { plan }: RenderedCluster,
  changes: readonly Change[],
): readonly Step[] {
  const interrupts = changes.find((change) => change.interrupts !== undefined)?.interrupts;
  return [
    ...copyFiles(
      plan,
      copied.filter((node) => !restarted.includes(node)),
    ),
    ...restartNodes(plan, restarted, { id: 'restart', copied, ...(interrupts && { interrupts }) }),
  ];
}

/**
 * Whether agents have to wait for the first server: the address in their new files answers only when it has moved or
 * joined.
 */
function waitForFirstServer(before: NetworkPlan, after: NetworkPlan): boolean {
  const isNew = before.registration.url !== after.registration.url;
  return (
    isNew && !after.registration.fixed && !keptNodes(before, after).some((node) => node === after.servers[0])
  );
}

/** Agents that know one server only lose it when it moves; others find the servers that stay. */
function restartFollowers(
  { copied, restarted }: Restarts,
  before: NetworkPlan,
  after: NetworkPlan,
): readonly Step[] {
  const agents = keptNodes(before, after).filter(({ role }) => role === 'agent');
  const needsRestart = agents.filter((node) => before.servers.length === 1 || restarted.includes(node));
  return [
    ...copyFiles(
      after,
      agents.filter((node) => copied.includes(node) && !needsRestart.includes(node)),
    ),
    ...restartNodes(after, needsRestart, { id: 'restart-agents', copied }),
  ];
}

/** @returns whether a file that k3s reads on the node differs */
function hasNewFiles(node: NodePlan, before: RenderedCluster, after: RenderedCluster): boolean {
  return filesOf(node, after.plan).some((file) => before.files.get(file) !== after.files.get(file));
}

/** The files that k3s reads on a node. */
function filesOf(node: NodePlan, plan: NetworkPlan): readonly string[] {
  return copyNodeFiles(plan, hostOf(node)).map(({ file }) => file);
}

function copyFiles(plan: NetworkPlan, nodes: readonly NodePlan[]): readonly Step[] {
  if (nodes.length === 0) return [];
  return [
    {
      id: 'copy-node-files',
      title: 'Copy the node files. k3s reads the changed values when a node joins: no restart is needed.',
      actions: nodes.flatMap((node) => copyNodeFiles(plan, hostOf(node))),
    },
  ];
}

/** Files of manifests that differ, and the Secrets that the old profile did not name. */
function applySteps(before: RenderedCluster, after: RenderedCluster, way: ApplyWay): readonly Step[] {
  const known = secretRequests(before.plan).map(({ namespace, name }) => `${namespace}/${name}`);
  const secrets = secretRequests(after.plan).filter(
    ({ namespace, name }) => !known.includes(`${namespace}/${name}`),
  );
  const isChanged = ({ file }: { readonly file: string }) =>
    before.files.get(`manifests/${file}`) !== after.files.get(`manifests/${file}`);
  const monitoring = [...after.files].filter(([path, content]) => before.files.get(path) !== content);
  return [
    ...applyManifests(after, way, { manifests: after.manifests.filter(isChanged), secrets }),
    ...applyMonitoring(new Map(monitoring)),
  ];
}
