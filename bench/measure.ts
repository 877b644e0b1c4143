import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Command } from './renderers/renderer';

/** One run of a command. */
export interface Measurement {
  readonly seconds: number;
  /** Peak resident memory of the largest of its processes, in MiB. */
  readonly peakMiB: number;
}

/** Between two looks at a command's processes. */
const LOOK_MS = 5;

/** Environment of what is measured: nothing of it may switch anything off. */
const ENVIRONMENT = { ...process.env, NETSTACK_CACHE: undefined, DEBUG: undefined };

/**
 * Runs a command to its end. The kernel keeps each process's peak itself, so what a look can miss is what a process
 * takes in its last milliseconds. (`ru_maxrss` would be exact for nobody: it begins with the size of the parent.)
 *
 * @param log file for what the command says on standard error
 */
export async function measured(command: Command, log: string): Promise<Measurement> {
  const descriptor = openSync(log, 'w');
  const start = performance.now();
  const child = spawn(command.program, command.args, {
    cwd: command.cwd,
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', descriptor],
  });
  const peaks = new Map<number, number>();
  const timer = setInterval(() => look(child.pid, peaks), LOOK_MS);
  try {
    const status = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
    const seconds = (performance.now() - start) / 1000;
    if (status !== (command.status ?? 0)) throw new Error(failure(command, status, log));
    return { seconds, peakMiB: Math.max(...peaks.values()) / 1024 };
  } finally {
    clearInterval(timer);
    closeSync(descriptor);
  }
}

/** Notes the peak of a process and of those below it. */
function look(pid: number | undefined, peaks: Map<number, number>): void {
  if (pid === undefined) return;
  const kibibytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  peaks.set(pid, Math.max(kibibytes, peaks.get(pid) ?? 0));
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  for (const child of children) look(Number(child), peaks);
}

/** A process that has ended is no failure. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function failure({ program, args }: Command, status: unknown, log: string): string {
  const said = readFileSync(log, 'utf8').split('\n').slice(-20).join('\n');
  return `${program} ${args.join(' ')} ended with ${String(status)}:\n${said}`;
}
