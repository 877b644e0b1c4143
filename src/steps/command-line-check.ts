import { nodeConfig } from '../k3s';
import type { NetworkPlan, NodePlan } from '../plan';
import { formatOwnCommand } from '../terminal/own-command';
import { hostOf, runOn } from './actions';
import { serviceOf } from './node-steps';
import type { Step } from './step';

/**
 * Prints the flags on the command lines of nodes because of which a node file has no effect, or k3s does not start. Only their
 * names are printed: the same line may have a token.
 */
export function checkCommandLines(plan: NetworkPlan, nodes: readonly NodePlan[]): Step {
  return {
    id: 'check-command-line',
    title:
      'Print the flags on the command line of each k3s that its node file sets too; none is printed where all is well.',
    condition: 'k3s-present',
    notes: [
      'A single value of the command line wins over the file. A list is appended to that of the file: k3s does not start with an address in both.',
      `Remove the flags that are printed before k3s restarts: sudo systemctl edit --full k3s, or k3s-agent. ${formatOwnCommand('apply', plan.cluster)} does that by itself.`,
    ],
    actions: nodes.map((node) => {
      const unit = serviceOf(node);
      const files = [`/etc/systemd/system/${unit}.service`, `/etc/init.d/${unit}`];
      return runOn(hostOf(node), ['grep', '-osE', '-e', flagPattern(plan, node), ...files]);
    }),
  };
}

/** Matches the flags that the node file sets; of lists that it appends to, those of the command line stay. */
function flagPattern(plan: NetworkPlan, node: NodePlan): string {
  const names = Object.keys(nodeConfig(plan, node)).filter((key) => !key.endsWith('+'));
  return `--(${names.sort().join('|')})([^[:alnum:]-]|$)`;
}
