import { FLANNEL_CONF_FILE, FLANNEL_CONF_PATH, NODE_CONFIG_PATH, nodeConfig, releaseFlags } from '../k3s';
import { joinWords, readExecStart } from '../languages/systemd-unit';
import type { NetworkPlan, NodePlan } from '../plan';
import { hostOf, listNames, runOn, waitForNode } from './actions';
import type { CopyAction, DropInAction, Step, StepAction, StepCondition, StepHost } from './step';

/** Copies what k3s reads from the profile to one node: its node file, and flannel's file where there is one. */
export function copyNodeFiles({ flannel }: NetworkPlan, on: StepHost): readonly CopyAction[] {
  const copy = (file: string, path: string): CopyAction => ({ kind: 'copy', file: `k3s/${file}`, on, path });
  return [
    copy(`${on.name}.yml`, NODE_CONFIG_PATH),
    ...(flannel.needsConf ? [copy(FLANNEL_CONF_FILE, FLANNEL_CONF_PATH)] : []),
  ];
}

/** Name of the systemd unit. */
export function serviceOf({ role }: Pick<NodePlan, 'role'>): string {
  return role === 'server' ? 'k3s' : 'k3s-agent';
}

/** The file that replaces the command line of a unit. systemd reads drop-ins of a unit in the order of their names. */
export function dropInPath(unit: string): string {
  return `/etc/systemd/system/${unit}.service.d/90-netstack.conf`;
}

/** Takes flags off the command line of k3s, right before a restart. */
export function releaseFlagsOn(plan: NetworkPlan, node: NodePlan, flags: readonly string[]): DropInAction {
  const unit = serviceOf(node);
  const config = nodeConfig(plan, node);
  return { kind: 'drop-in', on: hostOf(node), unit, path: dropInPath(unit), config, flags };
}

/** The drop-in for a unit that `systemctl cat` has printed; undefined where it does not start k3s. */
export function renderDropIn({ unit, config }: DropInAction, text: string): string | undefined {
  const command = readExecStart(text);
  if (command === undefined) return undefined;
  const { words, flags } = releaseFlags(command, config);
  return [
    `# Written by netstack. The command line of ${unit} without the flags that ${NODE_CONFIG_PATH} sets:`,
    `# ${flags.map((name) => `--${name}`).join(' ')}`,
    '[Service]',
    'ExecStart=',
    `ExecStart=${joinWords(words)}`,
    '',
  ].join('\n');
}

/** What a restart of k3s interrupts on a server, and for how long. */
const SERVER_RESTART = {
  what: 'The Kubernetes API of a server while its k3s restarts; pods keep running',
  seconds: 30,
} as const;

const AGENT_RESTART = {
  what: 'Changes to the pods of a node while its k3s restarts; pods keep running',
  seconds: 15,
} as const;

/** How nodes restart. */
export interface RestartOptions {
  readonly id: string;
  readonly condition?: StepCondition;
  /** @default - all of `nodes` */
  readonly copied?: readonly NodePlan[];
  /** Nodes that have to be Ready before the first one restarts. @default none */
  readonly after?: readonly NodePlan[];
  /** @default - what a restart of k3s interrupts anyway */
  readonly interrupts?: Step['interrupts'];
}

/**
 * Restarts k3s on servers, then on agents, one node at a time. A node gets its new files right before, so that a node
 * that restarts by itself meanwhile reads the old ones.
 */
export function restartNodes(
  plan: NetworkPlan,
  nodes: readonly NodePlan[],
  { id, condition, copied = nodes, after = [], interrupts }: RestartOptions,
): readonly Step[] {
  if (nodes.length === 0) return [];
  const ordered = [...nodes].sort((a, b) => Number(a.role === 'agent') - Number(b.role === 'agent'));
  const usual = ordered[0]?.role === 'server' ? SERVER_RESTART : AGENT_RESTART;
  return [
    {
      id,
      title: `Restart ${titleOf(ordered)}${ordered.length > 1 ? ', one node at a time' : ''}.`,
      ...(condition !== undefined && { condition }),
      interrupts: interrupts ?? usual,
      actions: [
        ...after.map(({ name }) => waitForNode(name)),
        ...ordered.flatMap((node) => restartNode(plan, node, copied.includes(node))),
      ],
    },
  ];
}

function titleOf(nodes: readonly NodePlan[]): string {
  const parts = (['server', 'agent'] as const).flatMap((role) => {
    const names = nodes.filter((node) => node.role === role).map(({ name }) => name);
    return names.length > 0 ? [`${serviceOf({ role })} on ${listNames(names)}`] : [];
  });
  return parts.join(', then ');
}

function restartNode(plan: NetworkPlan, node: NodePlan, isCopied: boolean): readonly StepAction[] {
  const host = hostOf(node);
  return [
    ...(isCopied ? copyNodeFiles(plan, host) : []),
    runOn(host, ['systemctl', 'restart', serviceOf(node)]),
    waitForNode(node.name),
  ];
}
