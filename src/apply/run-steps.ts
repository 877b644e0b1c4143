import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiObject } from '../kubernetes/api-object';
import type {
  CommandAction,
  CopyAction,
  DropInAction,
  RenderedCluster,
  Step,
  StepAction,
  StepHost,
  Word,
} from '../steps';
import { INSTALL_SCRIPT, renderDropIn, TOKEN_FILE } from '../steps';
import { quoteCommand } from '../terminal/quote-command';
import type { CommandOptions, CommandOutput } from '../verify';
import type { ApplyAccess } from './access';
import { KUBECTL_TIMEOUT } from './access';
import { MARK_RESTART } from './node-state';
import { removeServerFields, SERVER_SIDE_APPLY } from './objects';
import { expectSuccess, FILE_TIMEOUT, StepError, withLog } from './step-error';
import { readUnitLog } from './unit-log';
import { waitForKubelet } from './wait-for-kubelet';

/** What steps are executed with. */
export interface StepRun {
  readonly access: ApplyAccess;
  readonly cluster: RenderedCluster;
  /** The cluster's output folder, for the files that are shown. @default - `dist/<cluster>` */
  readonly folder?: string;
  /** Text of k3s's install script, where the user has given one. */
  readonly installScript?: string;
  /** Token of a new cluster, where the user has given one. */
  readonly token?: string;
  /** Manifests of the Secrets to create, by namespace and name. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Called before and after each action: the moment to renew what waits on the nodes. */
  readonly renew: () => Promise<void>;
  readonly say: (line: string) => void;
}

/** Executes steps in their order. @throws StepError with the first that fails */
export async function runSteps(steps: readonly Step[], run: StepRun): Promise<void> {
  for (const [index, step] of steps.entries()) {
    run.say(`${index + 1}/${steps.length} ${step.title}`);
    if (step.id === 'create-secrets') {
      await createSecrets(run);
      continue;
    }
    for (const actions of groupCopies(step.actions)) {
      await run.renew();
      await markRestart(actions, step, run);
      await runActions(actions, run);
    }
  }
  await run.renew();
}

/** Secrets go to kubectl by standard input. One that exists meanwhile is left alone. */
async function createSecrets({ access, secrets, say }: StepRun): Promise<void> {
  for (const [name, manifest] of secrets) {
    say(`  Secret ${name}`);
    const output = await access.kubectl(['create', '-f', '-'], { input: manifest });
    if (!output.stderr.includes('AlreadyExists'))
      expectSuccess(output, `creating Secret ${name}`, { timeoutSeconds: KUBECTL_TIMEOUT });
  }
}

/** Copies to one host that follow each other: they are put in place together. */
function groupCopies(actions: readonly StepAction[]): readonly (readonly StepAction[])[] {
  const groups: StepAction[][] = [];
  for (const action of actions) {
    const last = groups.at(-1)?.at(-1);
    const follows =
      action.kind === 'copy' &&
      last?.kind === 'copy' &&
      last.on.name === action.on.name &&
      isForK3s(action) === isForK3s(last);
    if (follows) groups.at(-1)?.push(action);
    else groups.push([action]);
  }
  return groups;
}

/**
 * Marks a restart as due before its first action on the node, and right before it: the next run restarts k3s where this
 * one was killed in between, and only there.
 */
async function markRestart(
  [first]: readonly StepAction[],
  { actions }: Step,
  { access }: StepRun,
): Promise<void> {
  const unit = actions
    .map((action) => restartedUnit(action, first?.on?.name))
    .find((one) => one !== undefined);
  const isMarked = first !== undefined && (first.kind === 'copy' || restartedUnit(first) !== undefined);
  if (!isMarked || first.on === undefined || unit === undefined) return;
  const output = await access.node(first.on.name).run(['sh', '-c', MARK_RESTART, 'mark', unit]);
  expectSuccess(output, `marking the restart of ${unit} on ${first.on.name}`);
}

/** The unit that an action restarts on a host; undefined for any other action. */
function restartedUnit(action: StepAction, host = action.on?.name): string | undefined {
  if (action.kind !== 'command' || action.on === undefined || action.on.name !== host) return undefined;
  const [program, verb, unit] = action.command;
  return program === 'systemctl' && verb === 'restart' && typeof unit === 'string' ? unit : undefined;
}

async function runActions(actions: readonly StepAction[], run: StepRun): Promise<void> {
  const [first] = actions;
  if (first === undefined) return;
  if (first.kind === 'copy') return copyFiles(actions as readonly CopyAction[], run);
  if (first.kind === 'manual') throw new StepError(`nothing executes this: ${first.instruction}`);
  if (first.kind === 'drop-in') return writeDropIn(first, run);
  if (first.on === undefined) return runKubectl(first, run);
  return runOnHost(first, first.on, run);
}

/** Whether k3s reads the file when it starts: manifests are read at any time. */
function isForK3s({ file }: CopyAction): boolean {
  return file.startsWith('k3s/');
}

/** Writes all files beside their places first, then renames them: a node has all new files or none. */
async function copyFiles(copies: readonly CopyAction[], { access, cluster, say }: StepRun): Promise<void> {
  const [{ on }] = copies as readonly [CopyAction, ...CopyAction[]];
  const host = access.node(on.name);
  for (const { file, path } of copies) {
    const content = cluster.files.get(file);
    if (content === undefined) throw new StepError(`there is no file ${file} for ${on.name}`);
    const write =
      'umask 077 && mkdir -p "$(dirname "$1")" && cat > "$1.netstack-new" && sync "$1.netstack-new"';
    const output = await host.run(['sh', '-c', write, 'write', path], {
      input: content,
      timeoutSeconds: FILE_TIMEOUT,
    });
    expectSuccess(output, `writing ${path} on ${on.name}`, { timeoutSeconds: FILE_TIMEOUT });
    say(`  ${on.name}: ${path}`);
  }
  const rename = `for path; do mv "$path.netstack-new" "$path" || exit 1; done`;
  const paths = copies.map(({ path }) => path);
  const output = await host.run(['sh', '-c', rename, 'rename', ...paths], { timeoutSeconds: FILE_TIMEOUT });
  expectSuccess(output, `replacing ${paths.join(', ')} on ${on.name}`, { timeoutSeconds: FILE_TIMEOUT });
}

async function writeDropIn(action: DropInAction, { access, say }: StepRun): Promise<void> {
  const { on, unit, path } = action;
  const host = access.node(on.name);
  const output = await host.run(['systemctl', 'cat', unit], { timeoutSeconds: FILE_TIMEOUT });
  const content = output.status === 0 ? renderDropIn(action, output.stdout) : undefined;
  if (content === undefined) throw new StepError(`the command line of ${unit} on ${on.name} cannot be read`);
  say(`  ${on.name}: ${path}`);
  const write =
    'umask 077 && mkdir -p "$(dirname "$1")" && cat > "$1.netstack-new" && mv "$1.netstack-new" "$1" && systemctl daemon-reload';
  const written = await host.run(['sh', '-c', write, 'write', path], {
    input: content,
    timeoutSeconds: FILE_TIMEOUT,
  });
  expectSuccess(written, `writing ${path} on ${on.name}`, { timeoutSeconds: FILE_TIMEOUT });
}

/** Standard input may be a socket, which no command can open as /dev/stdin: a pipe can be opened. */
const BY_PIPE = ['sh', '-c', 'cat | "$@"', 'sh'];

async function runOnHost({ command, input }: CommandAction, on: StepHost, run: StepRun): Promise<void> {
  const words = command.map(plainWord);
  const text = input === undefined ? undefined : await readInput(input, run);
  run.say(`  ${on.name}: ${quoteCommand(words)}`);
  const options = { timeoutSeconds: timeoutOf(words), ...(text !== undefined && { input: text }) };
  const output = await run.access
    .node(on.name)
    .run(text === undefined ? words : [...BY_PIPE, ...words], options);
  if (isDeletedLink(words, output)) return;
  if (words[0] !== 'systemctl')
    return expectSuccess(output, `"${quoteCommand(words)}" on ${on.name}`, options);
  return expectStarted(words, on, output, run);
}

/** Whether a command was to delete an interface that does not exist: a run that was killed may have deleted it. */
function isDeletedLink(words: readonly string[], { status, stderr }: CommandOutput): boolean {
  const isDeletion = words.slice(0, 3).join(' ') === 'ip link delete';
  return isDeletion && status !== 0 && /cannot find device/i.test(stderr);
}

/** A restart of k3s that fails is reported with what k3s has logged. */
async function expectStarted(
  words: readonly string[],
  on: StepHost,
  output: CommandOutput,
  { access, renew }: StepRun,
): Promise<void> {
  const [, verb, unit = ''] = words;
  const what = `"${quoteCommand(words)}" on ${on.name}`;
  const starts = verb === 'start' || verb === 'restart';
  if (output.status !== 0)
    return expectSuccess(output, what, {
      log: starts ? await readUnitLog(access.node(on.name), unit) : [],
      timeoutSeconds: timeoutOf(words),
    });
  if (verb !== 'restart' || (await waitForKubelet(on.name, access.kubectl, renew))) return;
  const failure = `${what} succeeded, but the kubelet of ${on.name} does not renew the lease of its node`;
  throw new StepError(withLog(`${failure}.`, await readUnitLog(access.node(on.name), unit)));
}

async function readInput(input: NonNullable<CommandAction['input']>, run: StepRun): Promise<string> {
  if ('clusterFile' in input) return run.cluster.files.get(input.clusterFile) ?? '';
  if ('lines' in input) return input.lines.map((line) => `${line}\n`).join('');
  if ('operatorFile' in input) {
    if (input.operatorFile === INSTALL_SCRIPT && run.installScript !== undefined) return run.installScript;
    if (input.operatorFile === TOKEN_FILE && run.token !== undefined) return `${run.token}\n`;
    throw new StepError(`${input.operatorFile} was not given`);
  }
  const output = await run.access.node(input.on.name).run(input.outputOf, { timeoutSeconds: FILE_TIMEOUT });
  // It may be a token: the message has the command and not its output.
  if (output.status !== 0)
    throw new StepError(`"${quoteCommand(input.outputOf)}" on ${input.on.name} failed`);
  return output.stdout;
}

/** Times that kubectl tries again while a webhook or a restarting server does not answer. */
const ATTEMPTS = 20;

const TRANSIENT =
  /failed calling webhook|no endpoints available|connection refused|was refused|TLS handshake timeout|i\/o timeout|etcdserver: (?:leader changed|request timed out)|the server is currently unable|apiserver not ready|context deadline exceeded|InternalError/;

async function runKubectl(action: CommandAction, run: StepRun): Promise<void> {
  const { command, output: file } = action;
  const [program, ...rest] = command;
  if (program === 'export') return;
  if (program !== 'kubectl') throw new StepError('apply runs no command of the operator but kubectl');
  const { argv, content } = kubectlWords(rest, run.cluster);
  const shown = quoteCommand(['kubectl', ...rest.map((word) => shownWord(word, run))]);
  run.say(`  ${shown}`);
  const options: CommandOptions = {
    timeoutSeconds: timeoutOf(argv),
    ...(content !== undefined && { input: content }),
  };
  for (let attempt = 1; ; attempt += 1) {
    const output = await run.access.kubectl(argv, options);
    if (output.status === 0) return file === undefined ? undefined : saveOutput(file, output.stdout);
    if (!TRANSIENT.test(output.stderr) || attempt === ATTEMPTS)
      return expectSuccess(output, `"${shown}"`, options);
    await run.renew();
    await delay(3000);
  }
}

/** Saves an object that kubectl has printed as JSON, so that `kubectl create -f` makes it again. */
function saveOutput(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(removeServerFields(JSON.parse(text) as ApiObject), null, 2)}\n`, {
    mode: 0o600,
  });
}

/** kubectl runs on a server, which does not have the files: it reads them from standard input. */
function kubectlWords(
  words: readonly Word[],
  { files }: Pick<RenderedCluster, 'files'>,
): { readonly argv: readonly string[]; readonly content?: string } {
  const file = words.find((word) => typeof word !== 'string' && 'clusterFile' in word);
  if (file === undefined) return { argv: words.map(plainWord) };
  const content = files.get(file.clusterFile) ?? '';
  if (words[0] === 'apply') return { argv: SERVER_SIDE_APPLY, content };
  return { argv: words.map((word) => (word === file ? '-' : plainWord(word))), content };
}

/** Seconds: the command's own timeout and some more, or one that is enough for a restart of k3s. */
function timeoutOf(words: readonly string[]): number {
  const own = words.map((word) => /^--timeout=(\d+)(m|s)$/.exec(word)).find((match) => match !== null);
  if (own === undefined || own === null) return 300;
  return Number(own[1]) * (own[2] === 'm' ? 60 : 1) + 30;
}

function plainWord(word: Word): string {
  if (typeof word !== 'string') throw new StepError('a command has a word that only a shell can compose');
  return word;
}

function shownWord(word: Word, { cluster, folder = `dist/${cluster.plan.cluster}` }: StepRun): string {
  return typeof word !== 'string' && 'clusterFile' in word
    ? `${folder}/${word.clusterFile}`
    : plainWord(word);
}
