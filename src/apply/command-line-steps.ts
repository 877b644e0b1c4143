import { COPY_UNCHANGED } from '../diff';
import {
  FLANNEL_CONF_FILE,
  FLANNEL_CONF_PATH,
  hasSameConfig,
  NODE_CONFIG_PATH,
  nodeConfig,
  releaseFlags,
} from '../k3s';
import type { ReleasedFlags } from '../k3s';
import type { NetworkPlan, NodePlan } from '../plan';
import type { RenderedCluster, Step, StepAction } from '../steps';
import { releaseFlagsOn, serviceOf } from '../steps';
import type { NodeState } from './node-state';
import { compareConfigPaths } from './node-state';
import type { RunningCluster } from './running-cluster';

/** The command line of a node without the flags that its node file sets; undefined where it has none of them. */
function findReleased(plan: NetworkPlan, node: NodePlan, state?: NodeState): ReleasedFlags | undefined {
  if (state?.commandLine === undefined || state.k3s === 'absent') return undefined;
  const released = releaseFlags(state.commandLine, nodeConfig(plan, node));
  return released.flags.length === 0 ? undefined : released;
}

/** Nodes whose command line prevents the node file from taking effect, with the flags that do. */
export function findConflicts(
  plan: NetworkPlan,
  { nodes }: RunningCluster,
): readonly { readonly node: NodePlan; readonly flags: readonly string[] }[] {
  return plan.nodes.flatMap((node) => {
    const flags = findReleased(plan, node, nodes.get(node.name))?.conflicts ?? [];
    return flags.length === 0 ? [] : [{ node, flags }];
  });
}

/**
 * Nodes on which k3s reads, from its new node file and without the flags that this file sets, the configuration that it
 * reads today: only comments, the order or the place of values differ.
 */
export function findUnchanged(cluster: RenderedCluster, { nodes }: RunningCluster): readonly NodePlan[] {
  return cluster.plan.nodes.filter((node) => {
    const state = nodes.get(node.name);
    return state !== undefined && isUnchanged(cluster, node, state);
  });
}

function isUnchanged({ plan, files }: RenderedCluster, node: NodePlan, state: NodeState): boolean {
  const { configs, commandLine, k3s, restartDue } = state;
  const content = files.get(`k3s/${node.name}.yml`);
  if (configs === undefined || commandLine === undefined || content === undefined) return false;
  if (k3s !== 'running' || restartDue) return false;
  if (plan.flannel.needsConf && state.files.get(FLANNEL_CONF_PATH) !== files.get(`k3s/${FLANNEL_CONF_FILE}`))
    return false;
  const after = new Map([...configs, [NODE_CONFIG_PATH, content] as const]);
  const ordered = [...after].sort(([a], [b]) => compareConfigPaths(a, b)).map(([, text]) => text);
  const released = state.isOpenRc === true ? undefined : findReleased(plan, node, state);
  return hasSameConfig(
    { files: [...configs.values()], words: commandLine },
    { files: ordered, words: released?.words ?? commandLine },
  );
}

/** The same steps, with flags taken off the command line of each node before its k3s restarts, or once it has its file. */
export function releaseCommandLines(
  plan: NetworkPlan,
  { nodes }: RunningCluster,
  steps: readonly Step[],
): readonly Step[] {
  const done = new Set<string>();
  return steps.map((step) => ({
    ...step,
    actions: [
      ...step.actions.flatMap(releaseBefore),
      ...(step.id === COPY_UNCHANGED ? releaseAfter(step) : []),
    ],
  }));

  function releaseAfter({ actions }: Step): readonly StepAction[] {
    const copied = plan.nodes.filter(({ name }) => actions.some(({ on }) => on?.name === name));
    return copied.flatMap((node) => {
      const released = findReleased(plan, node, nodes.get(node.name));
      if (released === undefined || nodes.get(node.name)?.isOpenRc === true) return [];
      return [releaseFlagsOn(plan, node, released.flags)];
    });
  }

  function releaseBefore(action: StepAction): readonly StepAction[] {
    const node = plan.nodes.find((one) => restarts(action, one));
    const state = node && nodes.get(node.name);
    if (node === undefined || done.has(node.name) || state?.isOpenRc === true) return [action];
    const released = findReleased(plan, node, state);
    if (released === undefined) return [action];
    done.add(node.name);
    return [releaseFlagsOn(plan, node, released.flags), action];
  }
}

function restarts(action: StepAction, node: NodePlan): boolean {
  if (action.kind !== 'command' || action.on?.name !== node.name) return false;
  const [program, verb, unit] = action.command;
  return program === 'systemctl' && verb === 'restart' && unit === serviceOf(node);
}
