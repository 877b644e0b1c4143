import { nodeConfig, releaseFlags } from '../k3s';
import type { ReleasedFlags } from '../k3s';
import type { NetworkPlan, NodePlan } from '../plan';
import type { Step, StepAction } from '../steps';
import { releaseFlagsOn, serviceOf } from '../steps';
import type { NodeState } from './node-state';
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

/** The same steps, with flags taken off the command line of each node before its k3s restarts. */
export function releaseCommandLines(
  plan: NetworkPlan,
  { nodes }: RunningCluster,
  steps: readonly Step[],
): readonly Step[] {
  const done = new Set<string>();
  return steps.map((step) => ({ ...step, actions: step.actions.flatMap(releaseBefore) }));

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
