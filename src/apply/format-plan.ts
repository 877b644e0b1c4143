import { formatCount } from '../diagnostics/wording';
import type { RenderedCluster, Step, StepAction } from '../steps';
import { formatAction, interruptionText, listFlags } from '../steps';
import { visible } from '../terminal/visible';
import type { ApplyPlan } from './apply-plan';
import type { RunningCluster } from './running-cluster';

/** The plan as text: every step with what it changes and interrupts, and one line that counts. */
export function formatPlan(
  plan: ApplyPlan,
  cluster: RenderedCluster,
  state: RunningCluster,
  folder: string,
): string {
  const { steps, byHand, refusals, notices } = plan;
  const sections = [
    ...refusals.map(
      ({ reason, remedy }) =>
        `Refused: ${visible(reason)}\n${remedy.map((line) => `    ${visible(line)}\n`).join('')}`,
    ),
    ...notices.map((notice) => `Note: ${visible(notice)}\n`),
    ...steps.map((step, index) => formatStep(step, index + 1, cluster, state, folder)),
    ...(byHand.length > 0 ? [formatByHand(byHand)] : []),
    `${formatCounts(plan)}\n`,
  ];
  return sections.join('\n');
}

function formatStep(
  { title, interrupts, actions }: Step,
  number: number,
  cluster: RenderedCluster,
  state: RunningCluster,
  folder: string,
): string {
  const lines = [
    `${number}. ${visible(title)}`,
    ...(interrupts === undefined ? [] : [`   interrupts: ${visible(interruptionText(interrupts))}`]),
    ...actions.flatMap((action) => formatChange(action, cluster, state, folder)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function formatChange(
  action: StepAction,
  cluster: RenderedCluster,
  state: RunningCluster,
  folder: string,
): readonly string[] {
  if (action.kind === 'copy') {
    const before = state.nodes.get(action.on.name)?.files.get(action.path);
    const sign = before === undefined ? '+' : '~';
    return [
      `   ${sign} ${action.on.name}: ${action.path}`,
      ...compareLines(before ?? '', cluster.files.get(action.file) ?? '').map(
        (line) => `       ${visible(line)}`,
      ),
    ];
  }
  if (action.kind === 'drop-in') {
    const { on, unit, path, flags } = action;
    const sign = state.nodes.get(on.name)?.files.get(path) === undefined ? '+' : '~';
    return [
      `   ${sign} ${on.name}: ${path}`,
      visible(`       the command line of ${unit} without ${listFlags(flags)}: the node file sets them`),
    ];
  }
  if (action.kind === 'command' && action.on !== undefined)
    return [`   ! ${action.on.name}: ${visible(shownCommand(action, folder))}`];
  return formatAction(action, { folder }).map((line) => `   > ${visible(line)}`);
}

/** The command without ssh, which apply needs no more than the lab does. */
function shownCommand(action: Extract<StepAction, { kind: 'command' }>, folder: string): string {
  return formatAction({ kind: 'command', command: action.command }, { folder }).join(' ');
}

/** Lines that go and lines that come. Node files are short and sorted: their order does not change. */
function compareLines(before: string, after: string): readonly string[] {
  const [old, next] = [before, after].map((text) => text.split('\n').filter((line) => line !== '')) as [
    string[],
    string[],
  ];
  return [
    ...old.filter((line) => !next.includes(line)).map((line) => `- ${line}`),
    ...next.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ];
}

function formatByHand(steps: readonly Step[]): string {
  const lines = ['For you, afterwards:', ...steps.map(({ title }) => `   ${visible(title)}`)];
  return lines.map((line) => `${line}\n`).join('');
}

/** One line that counts. */
export function formatCounts({ steps, changes, refusals, continued }: ApplyPlan): string {
  const actions = steps.flatMap((step) => step.actions);
  const commands = actions.flatMap((action) => (action.kind === 'command' ? [action.command] : []));
  const restarts = commands.filter((words) => words[0] === 'systemctl' && words[1] === 'restart').length;
  const installs = steps.filter(({ id }) => id.startsWith('install-') && id !== 'install-cni').length;
  const files =
    commands.filter((words) => words.includes('apply')).length +
    actions.filter(({ kind }) => kind === 'copy' || kind === 'drop-in').length;
  const deletions = commands
    .filter((words) => words.includes('delete') && words[0] === 'kubectl')
    .flatMap((words) =>
      words.filter((word) => typeof word === 'string' && word.includes('/') && !word.startsWith('-')),
    ).length;
  const moves = changes.filter(({ message }) => message.startsWith('The address of')).length;
  if (steps.length === 0 && continued.length > 0 && refusals.length === 0)
    return `Nothing to change: ${formatCount(continued.length, 'node is', 'nodes are')} confirmed after verify.`;
  if (steps.length === 0 && refusals.length === 0)
    return 'Nothing to do: the cluster is as the profile describes it.';
  const parts = [
    ...(installs > 0 ? [formatCount(installs, 'installation', 'installations')] : []),
    formatCount(restarts, 'restart', 'restarts'),
    formatCount(moves, 'moved address', 'moved addresses'),
    formatCount(files, 'file', 'files'),
    formatCount(deletions, 'deletion', 'deletions'),
    formatCount(refusals.length, 'refusal', 'refusals'),
  ];
  return `Plan: ${parts.join(', ')}.`;
}
