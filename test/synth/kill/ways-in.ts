import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A command that synthesizes a project. */
export interface WayIn {
  readonly name: string;
  readonly command: readonly string[];
  /** Whether cdk8s-cli empties the output folder first. */
  readonly empties?: boolean;
}

/** Every way in which a user writes the output folder. */
const WAYS_IN: readonly WayIn[] = [
  { name: 'netstack synth', command: [process.execPath, resolve('bin/netstack.js'), 'synth'] },
  { name: 'npm run synth', command: ['npm', 'run', '--silent', 'synth'] },
  {
    name: 'cdk8s synth',
    command: [process.execPath, 'node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--check-upgrade=false'],
    empties: true,
  },
];

/** What the random choice draws from: the way that needs no cdk8s-cli takes half of the time of the others. */
export const DRAWN_WAYS: readonly WayIn[] = WAYS_IN.flatMap((way, index) =>
  index === 0 ? [way, way] : [way],
);

/** A run that is on its way. */
export interface Run {
  readonly child: ChildProcess;
  /** Its exit status; null where a signal ended it. */
  readonly ended: Promise<{ readonly status: number | null; readonly output: string }>;
}

/** Starts a run, which leads a process group of its own. */
export function startRun({ command: [program = '', ...args] }: WayIn, cwd: string, temporary: string): Run {
  const env = { ...process.env, TMPDIR: temporary };
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()));
  // Not `close`: a child that survives keeps the pipes open.
  const ended = once(child, 'exit').then(([status]) => ({ status: status as number | null, output }));
  return { child, ended };
}

/** What a signal is sent to. */
export type Target = 'process' | 'group' | 'innermost';

/**
 * Sends a signal to the process that was started, to its process group, or to the last of the processes below it. A
 * process that has ended gets none: another one may have its ID by now.
 *
 * @returns whether the process was running
 */
export function kill({ child }: Run, target: Target, signal: NodeJS.Signals): boolean {
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined || exitCode !== null || signalCode !== null) return false;
  const id = target === 'process' ? pid : target === 'group' ? -pid : innermost(pid);
  try {
    return process.kill(id, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}

function innermost(pid: number): number {
  const children = readFileSafely(`/proc/${pid}/task/${pid}/children`).trim();
  const last = children.split(' ').at(-1);
  return last === undefined || last === '' ? pid : innermost(Number(last));
}

/** Processes that work in a folder. */
export function processesIn(folder: string): readonly string[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids
    .filter((id) => workingFolder(id) === folder && !readFileSafely(`/proc/${id}/stat`).includes(') Z '))
    .map((id) => readFileSafely(join('/proc', id, 'cmdline')).replaceAll('\0', ' '));
}

function workingFolder(id: string): string | undefined {
  try {
    return readlinkSync(`/proc/${id}/cwd`);
  } catch {
    return undefined;
  }
}

function readFileSafely(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
