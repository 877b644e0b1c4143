import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Command } from './renderers/renderer';

/** One run of a command. */
export interface Measurement {
  /** By the clock on the wall. */
  readonly seconds: number;
  /** Of processors, for all its processes together: hardly depends on what else the machine does. */
  readonly cpuSeconds: number;
  /** Peak resident memory of the largest of its processes, in MiB. */
  readonly peakMiB: number;
}

/** Between two looks at a command's processes. */
const LOOK_MS = 5;

/** In which Linux tells times of processes. */
const TICKS_PER_SECOND = 100;

/** The last that was seen of a process. */
interface Seen {
  readonly peakKiB: number;
  readonly ticks: number;
}

/** Environment of what is measured: nothing of it may switch anything off. */
const ENVIRONMENT = { ...process.env, NETSTACK_CACHE: undefined, DEBUG: undefined };

/**
 * Runs a command to its end. The kernel keeps each process's peak itself, so what a look can miss is what a process
 * takes in its last milliseconds. (`ru_maxrss` is of no use: it starts with the size of the parent.)
 *
 * @param log file for what the command says on standard error
 */
export async function measureCommand(command: Command, log: string): Promise<Measurement> {
  const descriptor = openSync(log, 'w');
  const start = performance.now();
  const child = spawn(command.program, command.args, {
    cwd: command.cwd,
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', descriptor],
  });
  const seen = new Map<number, Seen>();
  const timer = setInterval(() => look(child.pid, seen), LOOK_MS);
  try {
    const status = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
    const seconds = (performance.now() - start) / 1000;
    if (status !== (command.status ?? 0)) throw new Error(failure(command, status, log));
    const processes = [...seen.values()];
    const ticks = processes.reduce((sum, process) => sum + process.ticks, 0);
    const peakMiB = Math.max(...processes.map(({ peakKiB }) => peakKiB)) / 1024;
    return { seconds, cpuSeconds: ticks / TICKS_PER_SECOND, peakMiB };
  } finally {
    clearInterval(timer);
    closeSync(descriptor);
  }
}

/** Notes what a process, and those below it, have taken so far. */
function look(pid: number | undefined, seen: Map<number, Seen>): void {
  const stat = pid === undefined ? '' : read(`/proc/${pid}/stat`);
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  // A process that has ended, and for which its parent has not waited yet, has no memory.
  if (pid === undefined || stat === '' || peak === undefined) return;
  // The name may hold spaces and brackets; user time is the twelfth field behind it, system time the next.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  seen.set(pid, { peakKiB: Number(peak), ticks: Number(fields[11]) + Number(fields[12]) });
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  for (const child of children) look(Number(child), seen);
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
