import { joinList } from '../diagnostics';
import { formatCount } from '../diagnostics/wording';
import { quoteCommand, quoteWord } from '../terminal/quote-command';
import { visible } from '../terminal/visible';
import type {
  CommandAction,
  CopyAction,
  Step,
  StepAction,
  StepCondition,
  StepHost,
  StepInput,
  Word,
} from './step';

/** Where the files are, and how hosts are reached. */
export interface StepFormat {
  /** The cluster's output folder: `dist/pikube`. */
  readonly folder: string;
  /**
   * User to log in as by ssh.
   *
   * @default - the user that ssh's configuration names
   */
  readonly user?: string;
}

const CONDITIONS: Readonly<Record<StepCondition, string>> = {
  'k3s-absent': 'Only where k3s is not installed yet.',
  'k3s-present': 'Only where k3s ran before: it reads the node files when it starts.',
  'packaged-traefik-present': 'Only where k3s ran before, with its own Traefik.',
  'prometheus-operator-present':
    'Only where the CRDs of the Prometheus Operator are installed: kubectl get crd prometheusrules.monitoring.coreos.com',
};

/** Longest line of a comment. */
const WIDTH = 110;

/**
 * Steps as a shell script for the operator's machine: commands as they run there, everything else as comments. Hosts are
 * reached by ssh at their first address and run commands by sudo.
 */
export function formatSteps(steps: readonly Step[], format: StepFormat): string {
  return steps.map((step, index) => formatStep(step, index + 1, format)).join('\n');
}

function formatStep(step: Step, number: number, format: StepFormat): string {
  const { title, condition, notes = [], interrupts, actions } = step;
  const lead = `${number}. `;
  const under = ' '.repeat(lead.length);
  const lines = [
    ...comment(lead, title),
    ...(condition === undefined ? [] : comment(under, CONDITIONS[condition])),
    ...(interrupts === undefined ? [] : comment(under, `Interrupts: ${interruptionText(interrupts)}.`)),
    ...notes.flatMap((note) => comment(`${under}- `, note)),
    ...actions.flatMap((action) => formatAction(action, format)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** What a step interrupts and for how long, without a full stop. */
export function interruptionText({ what, seconds }: NonNullable<Step['interrupts']>): string {
  return seconds === undefined ? what : `${what}; usually ${formatCount(seconds, 'second', 'seconds')}`;
}

/** One action as lines of a shell script. */
export function formatAction(action: StepAction, format: StepFormat): readonly string[] {
  switch (action.kind) {
    case 'command':
      return [commandLine(action, format)];
    case 'copy':
      return [copyLine(action, format)];
    case 'drop-in':
      return comment(
        '   ',
        `By hand on ${action.on.name}: remove ${listFlags(action.flags)} from the command line of ${action.unit}, since its node file sets them: sudo systemctl edit --full ${action.unit}`,
      );
    case 'manual': {
      const host = action.on === undefined ? 'By hand: ' : `By hand on ${action.on.name}: `;
      return comment('   ', `${host}${action.instruction}`);
    }
  }
}

/** Flags as they are written on a command line: `--node-ip and --flannel-iface`. */
export function listFlags(names: readonly string[]): string {
  return joinList(names.map((name) => `--${name}`));
}

function commandLine({ on, command, input, output, isPrivate }: CommandAction, format: StepFormat): string {
  const words = command.map((word) => formatWord(word, format));
  // A local command's words may hold a substitution, a remote one's may not.
  const line =
    on === undefined ? words.join(' ') : onHost(on, command.map(plainText), format, input !== undefined);
  const complete = input === undefined ? line : withInput(line, input, format);
  if (output === undefined) return complete;
  const written = `${complete} > ${quoteWord(output)}`;
  if (isPrivate !== true) return written;
  return `(umask 077 && mkdir -p ${quoteWord(folderOf(output))} && ${written})`;
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/'))) || '.';
}

function copyLine({ file, on, path }: CopyAction, format: StepFormat): string {
  const install = onHost(on, ['install', '-D', '-m', '600', '/dev/stdin', path], format, true);
  return withInput(install, { clusterFile: file }, format);
}

function withInput(line: string, input: StepInput, format: StepFormat): string {
  if ('clusterFile' in input) return `${line} < ${formatWord(input, format)}`;
  if ('lines' in input) return `printf '%s\\n' ${quoteCommand(input.lines)} | ${line}`;
  const filter = input.filter === undefined ? '' : ` | ${quoteCommand(input.filter)}`;
  if ('outputOf' in input) return `${onHost(input.on, input.outputOf, format, false)}${filter} | ${line}`;
  const file = quoteWord(input.operatorFile);
  return filter === '' ? `${line} < ${file}` : `${quoteCommand(input.filter ?? [])} < ${file} | ${line}`;
}

/**
 * ssh joins its words with spaces, and a shell on the host splits them again: what is not plain is quoted twice. Without
 * `-n` ssh would read the terminal, and with it the lines that are pasted behind.
 */
function onHost(
  { address }: StepHost,
  words: readonly string[],
  { user }: StepFormat,
  readsInput: boolean,
): string {
  const command = ['sudo', ...words];
  const line = quoteCommand(command);
  const remote = line === command.join(' ') ? command : [line];
  const target = user === undefined ? address : `${user}@${address}`;
  return quoteCommand(['ssh', ...(readsInput ? [] : ['-n']), target, ...remote]);
}

/** A command's words as a program is started with them, without a shell. */
export function listWords(
  { command }: CommandAction,
  { folder }: Pick<StepFormat, 'folder'>,
): readonly string[] {
  return command.map((word) =>
    typeof word !== 'string' && 'clusterFile' in word ? `${folder}/${word.clusterFile}` : plainText(word),
  );
}

function formatWord(word: Word, { folder }: StepFormat): string {
  if (typeof word === 'string') return quoteWord(word);
  if ('clusterFile' in word) return quoteWord(`${folder}/${word.clusterFile}`);
  return word.parts
    .map((part) => (typeof part === 'string' ? quotePart(part) : `"$(${quoteCommand(part.outputOf)})"`))
    .join('');
}

/** An empty part of a word needs no quotes. */
function quotePart(part: string): string {
  return part === '' ? '' : quoteWord(part);
}

function plainText(word: Word): string {
  if (typeof word !== 'string') throw new Error('a command on a host has plain words only');
  return word;
}

/** A text as comment lines, the first behind a lead such as `1. `. */
function comment(lead: string, text: string): readonly string[] {
  const lines: string[] = [];
  let line = `# ${lead}`;
  for (const word of visible(text).split(' ')) {
    if (line.length + word.length > WIDTH && line.trim().length > 1 + lead.trim().length) {
      lines.push(line.trimEnd());
      line = `# ${' '.repeat(lead.length)}`;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
