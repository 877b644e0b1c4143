import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../errors';
import type { MachineFolder } from '../layout/folders';
import { members } from './cgroup-folders';
import { writeFiles } from './files';

/** A process, told from a later one that has the same number. */
export interface ProcessId {
  readonly id: number;
  /** In clock ticks since the host started. */
  readonly startTime: string;
}

/**
 * Goes into cgroups, given by their `cgroup.procs` files, and then becomes the program that follows `--`. It has to
 * happen before a cgroup namespace is made, and in the very process.
 */
const ENTER_CGROUPS = 'while [ "$1" != -- ]; do echo 0 > "$1" || exit; shift; done; shift; exec "$@"';

/** The first process of a machine: keeps its namespaces, and takes care of processes that lost their parent. */
const KEEP = 'while :; do sleep 2147483647 & wait $!; done';

/** How long a machine may take to come up, in steps of 10 ms. */
const PATIENCE = 1000;

/** Those that a machine's files, addresses and names are in; and that of its processes. */
const PLACES = ['--mount', '--uts', '--ipc', '--net', '--cgroup'];
const NAMESPACES = [...PLACES, '--pid'];

/**
 * Of mounts a machine hears what the host does and not the other way round: what the host unmounts is not kept in use by
 * a machine that has seen it, and nothing of a machine's own ever comes to the host.
 *
 * @see https://man7.org/linux/man-pages/man7/mount_namespaces.7.html at MS_SLAVE
 */
const HEARS_HOST = ['--propagation', 'slave'];

/** Words that make a machine's namespaces and start its first process in them. */
export const MACHINE = [
  ...['unshare', ...NAMESPACES, ...HEARS_HOST, '--fork', '--mount-proc'],
  ...['sh', '-c', KEEP],
];

/** Words that start a program in cgroups. */
export function inCgroups(cgroups: readonly string[], argv: readonly string[]): readonly string[] {
  const files = cgroups.map((path) => join(path, 'cgroup.procs'));
  return ['sh', '-c', ENTER_CGROUPS, 'enter-cgroups', ...files, '--', ...argv];
}

/** Words that run a program in all of a machine's namespaces. */
export function inMachine(init: ProcessId, argv: readonly string[]): readonly string[] {
  return ['nsenter', '--target', String(init.id), ...NAMESPACES, '--', ...argv];
}

/** The same for a program that knows processes by their numbers outside. */
export function besideMachine(init: ProcessId, argv: readonly string[]): readonly string[] {
  return ['nsenter', '--target', String(init.id), ...PLACES, '--', ...argv];
}

/**
 * Starts a machine: namespaces with nothing in them but a process that keeps them. It outlives this program.
 *
 * @param cgroups the machine's own, one in each tree
 */
export async function startMachine(cgroups: readonly string[], folder: MachineFolder): Promise<ProcessId> {
  const outer = startDetached(inCgroups(cgroups, MACHINE), folder.log);
  const init = await firstChild(outer, cgroups[0] ?? '');
  if (init === undefined) {
    const words = read(folder.log)?.trim().split('\n').at(-1) ?? '';
    throw new LabError(`the namespaces of a machine could not be made (${folder.log}): ${words}`);
  }
  writeFiles({ [folder.init]: JSON.stringify(init) });
  return init;
}

/** Starts a program that goes on when this one ends, and whose words go to a file. */
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

/** The machine's process whose parent is the one outside, as soon as it has become what it is to be. */
async function firstChild(parent: number, cgroup: string): Promise<ProcessId | undefined> {
  for (let step = 0; step < PATIENCE; step += 1) {
    const child = members(cgroup).find((id) => statOf(id)?.parent === parent && isKeeper(id));
    const startTime = child === undefined ? undefined : statOf(child)?.startTime;
    if (child !== undefined && startTime !== undefined) return { id: child, startTime };
    await delay(10);
  }
  return undefined;
}

function isKeeper(id: number): boolean {
  return (
    read(`/proc/${id}/cmdline`)?.endsWith(`${KEEP}\0`) === true &&
    !read(`/proc/${id}/cmdline`)?.startsWith('unshare')
  );
}

/** Whether the process is still the one that it was. */
export function isAlive({ id, startTime }: ProcessId): boolean {
  return statOf(id)?.startTime === startTime;
}

/** A machine's first process; undefined where it was never started. */
export function initOf(folder: MachineFolder): ProcessId | undefined {
  const text = read(folder.init);
  return text === undefined ? undefined : (JSON.parse(text) as ProcessId);
}

/** The program's name, in parentheses, may have blanks and parentheses in it. */
function statOf(id: number): { readonly parent: number; readonly startTime: string } | undefined {
  const fields = read(`/proc/${id}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  const [, parent] = fields ?? [];
  const startTime = fields?.[19];
  return parent === undefined || startTime === undefined ? undefined : { parent: Number(parent), startTime };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
