import { READ_WHEN_JOINING } from '../k3s';
import type { NetworkPlan, NodePlan } from '../plan';
import { secretRequests } from '../plan';
import {
  applyManifests,
  applyMonitoring,
  copyNodeFiles,
  deleteLeftovers,
  hostOf,
  listNames,
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
 * @param marked nodes that have to restart whether their files differ or not, those that read the same configuration from
 *   their new files, and those that have restarted
 */
export function changeSteps(
  before: RenderedCluster,
  after: RenderedCluster,
  changes: readonly Change[],
  way: ApplyWay,
  marked: MarkedNodes = {},
): readonly Step[] {
  const [old, plan] = [before.plan, after.plan];
  const leftovers = deleteLeftovers(before, after);
  const isEarly = returnsToPackaged(old, plan);
  const restarts = restartsOf(before, after, changes, marked);
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

/** The step that copies node files from which k3s reads what it reads already. */
export const COPY_UNCHANGED = 'copy-unchanged-node-files';

/** What only a look at the machines tells. */
export interface MarkedNodes {
  /** Nodes that have to restart whether their files differ or not. @default none */
  readonly due?: readonly NodePlan[];
  /** Nodes on which k3s reads the same configuration from its new files. @default none */
  readonly same?: readonly NodePlan[];
  /** Nodes that have restarted with their new files already. @default none */
  readonly done?: readonly NodePlan[];
}

/** The kept nodes with new files, and those that have to restart for them. */
interface Restarts {
  readonly copied: readonly NodePlan[];
  readonly restarted: readonly NodePlan[];
  /** Those of `copied` whose k3s reads the same configuration. */
  readonly same: readonly NodePlan[];
  /** Nodes that have restarted already. */
  readonly done: readonly NodePlan[];
}

function restartsOf(
  before: RenderedCluster,
  after: RenderedCluster,
  changes: readonly Change[],
  { due = [], same = [], done = [] }: MarkedNodes,
): Restarts {
  const kept = keptNodes(before.plan, after.plan).filter((node) => isIn(due, node) || !isIn(done, node));
  const demands = new Set(changes.map(({ restarts }) => restarts));
  const copied = kept.filter((node) => hasNewFiles(node, before, after));
  return {
    copied,
    restarted: kept.filter(
      (node) =>
        demands.has('all') ||
        (demands.has('servers') && node.role === 'server') ||
        isIn(due, node) ||
        (readsNewSettings(node, before, after) && !isIn(same, node)),
    ),
    same: copied.filter((node) => isIn(same, node) && readsNewSettings(node, before, after)),
    done: done.filter((node) => !isIn(due, node)),
  };
}

function isIn(nodes: readonly NodePlan[], { name }: NodePlan): boolean {
  return nodes.some((one) => one.name === name);
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
    if (!/^[\s-]/.test(line)) isSkipped = READ_WHEN_JOINING.has(/^([\w-]+)\+?:/.exec(line)?.[1] ?? '');
    return !isSkipped;
  });
  return lines.join('\n');
}

function onlyServers({ copied, restarted, same, done }: Restarts): Restarts {
  const isServer = ({ role }: NodePlan) => role === 'server';
  return {
    copied: copied.filter(isServer),
    restarted: restarted.filter(isServer),
    same: same.filter(isServer),
    done: done.filter(isServer),
  };
}

/** Restarts before machines move. */
function restartSteps(
  { copied, restarted, same, done }: Restarts,
  { plan }: RenderedCluster,
  changes: readonly Change[],
): readonly Step[] {
  const interrupts = changes.find((change) => change.interrupts !== undefined)?.interrupts;
  return [
    ...copyFilesOnly(plan, { copied, restarted, same }),
    ...restartNodes(plan, restarted, {
      id: 'restart',
      copied,
      after: done,
      ...(interrupts && { interrupts }),
    }),
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
  { copied, restarted, same, done }: Restarts,
  before: NetworkPlan,
  after: NetworkPlan,
): readonly Step[] {
  const agents = keptNodes(before, after).filter((node) => node.role === 'agent' && !isIn(done, node));
  const needsRestart = agents.filter((node) => before.servers.length === 1 || restarted.includes(node));
  return [
    ...copyFilesOnly(after, {
      copied: agents.filter((node) => copied.includes(node)),
      ...{ restarted: needsRestart, same },
    }),
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

/** The files of nodes that do not restart for them. */
function copyFilesOnly(
  plan: NetworkPlan,
  { copied, restarted, same }: Omit<Restarts, 'done'>,
): readonly Step[] {
  const others = copied.filter((node) => !restarted.includes(node));
  const unchanged = others.filter((node) => same.includes(node));
  const joining = others.filter((node) => !same.includes(node));
  return [
    ...copyFiles(plan, joining, {
      id: 'copy-node-files',
      title: 'Copy the node files. k3s reads the changed values when a node joins: no restart is needed.',
    }),
    ...copyFiles(plan, unchanged, {
      id: COPY_UNCHANGED,
      title: `Copy the node files of ${listNames(unchanged.map(({ name }) => name))}. k3s reads the configuration that it runs with from them: no restart is needed.`,
    }),
  ];
}

function copyFiles(
  plan: NetworkPlan,
  nodes: readonly NodePlan[],
  step: Pick<Step, 'id' | 'title'>,
): readonly Step[] {
  if (nodes.length === 0) return [];
  return [{ ...step, actions: nodes.flatMap((node) => copyNodeFiles(plan, hostOf(node))) }];
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
