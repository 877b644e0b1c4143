import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../errors';
import type { MachineFolder } from '../layout/folders';
import { listMembers } from './cgroup-folders';
import { writeFiles } from './files';

/** A process. The start time distinguishes it from a later process with the same ID. */
export interface ProcessId {
  readonly id: number;
  /** In clock ticks since the host booted. */
  readonly startTime: string;
}

/**
 * A script that enters cgroups, given by their `cgroup.procs` files, and then replaces itself by the program that follows
 * `--`. The process has to be in the cgroup before it creates a cgroup namespace.
 */
const ENTER_CGROUPS = 'while [ "$1" != -- ]; do echo 0 > "$1" || exit; shift; done; shift; exec "$@"';

/** The script of a machine's first process: holds the namespaces and reaps orphaned processes. */
const KEEP = 'while :; do sleep 2147483647 & wait $!; done';

/** How long a machine may take to start, in steps of 10 ms. */
const PATIENCE = 1000;

/** The namespaces of a machine: those of its files, addresses and names, and that of its processes. */
const WITHOUT_PID = ['--mount', '--uts', '--ipc', '--net', '--cgroup'];
const NAMESPACES = [...WITHOUT_PID, '--pid'];

/**
 * Mounts and unmounts on the host propagate into a machine, so that a machine does not keep a mount in use. A machine's own
 * mounts do not propagate to the host.
 *
 * @see https://man7.org/linux/man-pages/man7/mount_namespaces.7.html at MS_SLAVE
 */
const FOLLOW_HOST = ['--propagation', 'slave'];

/** The command that creates a machine's namespaces and starts its first process in them. */
export const MACHINE = [
  ...['unshare', ...NAMESPACES, ...FOLLOW_HOST, '--fork', '--mount-proc'],
  ...['sh', '-c', KEEP],
];

/** The command that starts a program in cgroups. */
export function inCgroups(cgroups: readonly string[], argv: readonly string[]): readonly string[] {
  const files = cgroups.map((path) => join(path, 'cgroup.procs'));
  return ['sh', '-c', ENTER_CGROUPS, 'enter-cgroups', ...files, '--', ...argv];
}

/** The command that runs a program in all of a machine's namespaces. */
export function inMachine(init: ProcessId, argv: readonly string[]): readonly string[] {
  return ['nsenter', '--target', String(init.id), ...NAMESPACES, '--', ...argv];
}

/** The same for a program that needs the process IDs of the host. */
export function besideMachine(init: ProcessId, argv: readonly string[]): readonly string[] {
  return ['nsenter', '--target', String(init.id), ...WITHOUT_PID, '--', ...argv];
}

/**
 * Starts a machine: namespaces, and a process that holds them and outlives this one.
 *
 * @param cgroups the machine's cgroups, one in each hierarchy
 */
export async function startMachine(cgroups: readonly string[], folder: MachineFolder): Promise<ProcessId> {
  const outer = startDetached(inCgroups(cgroups, MACHINE), folder.log);
  const init = await findFirstChild(outer, cgroups[0] ?? '');
  if (init === undefined) {
    const words = readText(folder.log)?.trim().split('\n').at(-1) ?? '';
    throw new LabError(`the namespaces of a machine could not be created (${folder.log}): ${words}`);
  }
  writeFiles({ [folder.init]: JSON.stringify(init) });
  return init;
}

/** Starts a program that outlives this one, and whose output goes to a file. */
export function startDetached(argv: readonly string[], log: string, env: NodeJS.ProcessEnv = {}): number {
  const file = openSync(log, 'a', 0o600);
  try {
    const [program = '', ...words] = argv;
    const child = spawn(program, words, {
      detached: true,
      stdio: ['ignore', file, file],
      cwd: '/',
      env: { PATH: process.env['PATH'], HOME: '/root', ...env },
    });
    child.on('error', () => undefined);
    child.unref();
    if (child.pid === undefined) throw new LabError(`"${program}" cannot be started`);
    return child.pid;
  } finally {
    closeSync(file);
  }
}

/** Waits for the machine's first process, whose parent is a process of the host. */
async function findFirstChild(parent: number, cgroup: string): Promise<ProcessId | undefined> {
  for (let step = 0; step < PATIENCE; step += 1) {
    const child = listMembers(cgroup).find((id) => readStat(id)?.parent === parent && isKeeper(id));
    const startTime = child === undefined ? undefined : readStat(child)?.startTime;
    if (child !== undefined && startTime !== undefined) return { id: child, startTime };
    await delay(10);
  }
  return undefined;
}

function isKeeper(id: number): boolean {
  return (
    readText(`/proc/${id}/cmdline`)?.endsWith(`${KEEP}\0`) === true &&
    !readText(`/proc/${id}/cmdline`)?.startsWith('unshare')
  );
}

/** Whether the process is still running. */
export function isAlive({ id, startTime }: ProcessId): boolean {
  return readStat(id)?.startTime === startTime;
}

/** Reads which process holds a machine's namespaces; undefined if it was never started. */
export function readInit(folder: MachineFolder): ProcessId | undefined {
  const text = readText(folder.init);
  return text === undefined ? undefined : (JSON.parse(text) as ProcessId);
}

/** Reads a process's state. The program's name in it, in parentheses, may contain blanks and parentheses. */
function readStat(id: number): { readonly parent: number; readonly startTime: string } | undefined {
  const fields = readText(`/proc/${id}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  const [, parent] = fields ?? [];
  const startTime = fields?.[19];
  return parent === undefined || startTime === undefined ? undefined : { parent: Number(parent), startTime };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
