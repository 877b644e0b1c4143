import type { NetworkPlan, NodePlan } from '../plan';
import { K3sVersion } from '../releases';
import type { RenderedCluster, Step, StepAction } from '../steps';
import { listNames, uncordonNode } from '../steps';
import { digestOf } from './digest';
import type { RunningCluster } from './running-cluster';

/** The plan with the oldest version that a node runs: an upgrade continues where an earlier run has ended. */
export function withRunningVersion(
  plan: NetworkPlan,
  state: RunningCluster,
  keepsVersion = false,
): NetworkPlan {
  if (keepsVersion) return plan;
  const running = [...state.nodes.keys()].flatMap((name) => versionOf(name, state) ?? []);
  const [oldest] = running.sort((a, b) => a.compareTo(b));
  return oldest === undefined
    ? plan
    : (Object.create(plan, { k3sVersion: { value: oldest, enumerable: true } }) as NetworkPlan);
}

/** The version of a node: the older one of its binary and of its kubelet, which may not have restarted. */
function versionOf(name: string, { nodes, registered }: RunningCluster): K3sVersion | undefined {
  const binary = parseVersion(nodes.get(name)?.version);
  const kubelet = parseVersion(registered?.get(name)?.kubeletVersion);
  if (binary === undefined || kubelet === undefined) return binary;
  return kubelet.compareTo(binary) < 0 ? kubelet : binary;
}

function parseVersion(text: string | undefined): K3sVersion | undefined {
  try {
    return text === undefined ? undefined : K3sVersion.parse(text);
  } catch {
    return undefined;
  }
}

/** A node that has the version of an upgrade already is not drained for it. */
export function withoutUpgraded(step: Step, { nodes, k3sVersion }: NetworkPlan, state: RunningCluster): Step {
  if (!step.id.startsWith('upgrade-')) return step;
  const minor = /^upgrade-v\d+\.(\d+)$/.exec(step.id)?.[1];
  const isUpgraded = ({ name }: NodePlan) => {
    const version = versionOf(name, state);
    if (version === undefined) return false;
    return minor === undefined ? version.compareTo(k3sVersion) >= 0 : version.minor >= Number(minor);
  };
  return withoutActionsOf(step, nodes.filter(isUpgraded));
}

/** What decides whether an upgrade is complete. */
interface UpgradeRecord {
  readonly keepsVersion?: boolean;
  /** The plan of the record, where there is one. */
  readonly recorded?: NetworkPlan;
}

/** Nodes that an apply had drained and upgraded when it was killed: they run no new pods. */
export function uncordonUpgraded(
  after: RenderedCluster,
  state: RunningCluster,
  { keepsVersion = false, recorded }: UpgradeRecord,
): readonly Step[] {
  const { nodes, k3sVersion } = after.plan;
  const target = digestOf(after);
  const isUnfinished = ({ name }: NodePlan) =>
    state.nodes.get(name)?.pending === target ||
    (recorded !== undefined && recorded.k3sVersion.toString() !== k3sVersion.toString());
  const drained = nodes.filter(
    (node) =>
      state.registered?.get(node.name)?.isCordoned === true &&
      versionOf(node.name, state)?.toString() === k3sVersion.toString() &&
      isUnfinished(node),
  );
  if (keepsVersion || drained.length === 0) return [];
  return [
    {
      id: 'uncordon-upgraded',
      title: `Uncordon ${listNames(drained.map(({ name }) => name))}: an apply was killed after it had drained and upgraded them.`,
      actions: drained.map(uncordonNode),
    },
  ];
}

export function withoutActionsOf(step: Step, nodes: readonly NodePlan[]): Step {
  const names = new Set(nodes.map(({ name }) => name));
  const isOther = (action: StepAction) => !names.has(action.on?.name ?? findWaitedNode(action));
  return { ...step, actions: step.actions.filter(isOther) };
}

/** The node whose state a kubectl command waits for. */
function findWaitedNode(action: StepAction): string {
  if (action.kind !== 'command') return '';
  const word = action.command.find((one) => typeof one === 'string' && one.startsWith('node/'));
  return typeof word === 'string' ? word.slice('node/'.length) : '';
}
