import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { quoteCommand } from '../../terminal/quote-command';
import { LabError } from '../errors';
import type { CgroupHierarchy } from '../host/cgroups';
import type { Journal } from './journal';

/** How often processes are killed before an error, and the pause after each time in milliseconds. */
const ROUNDS = 200;
const ROUND_MS = 50;

/** Controllers that k3s needs. */
const NEEDED = ['cpu', 'cpuset', 'io', 'memory', 'pids', 'hugetlb'];

/**
 * A machine's cgroup in each hierarchy.
 *
 * @param name the name of the lab's cgroups
 */
export function machineCgroups(
  hierarchies: readonly CgroupHierarchy[],
  name: string,
  machine: string,
): readonly string[] {
  return hierarchies.map(({ path }) => join(path, name, machine));
}

/**
 * Ensures that no cgroup has the name of the lab's, before anything of the lab is made.
 *
 * @throws LabError where one has
 */
export function refuseOthersCgroups(hierarchies: readonly CgroupHierarchy[], name: string): void {
  const others = hierarchies
    .map(({ path }) => join(path, name))
    .filter((path) => listChildren(path) !== undefined);
  if (others.length === 0) return;
  const processes = [...new Set(others.flatMap(listMembers))];
  const commands = [
    ...(processes.length === 0 ? [] : [quoteCommand(['kill', '-9', ...processes.map(String)])]),
    quoteCommand(['find', ...others, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', '+']),
  ];
  throw new LabError(
    `the cgroup ${others.join(', ')} exists already: it belongs to a lab in another folder, or in one that was deleted. Remove that lab by lab down with its NETSTACK_LABS; if its folder was deleted, run "${commands.join(' && ')}"`,
  );
}

/** Creates a cgroup for a lab in each hierarchy, and in it one for each of its machines. */
export function makeCgroups(
  hierarchies: readonly CgroupHierarchy[],
  name: string,
  machines: readonly string[],
  journal: Journal,
): void {
  for (const hierarchy of hierarchies) {
    const lab = join(hierarchy.path, name);
    journal.record({ made: 'cgroup', path: lab });
    mkdirSync(lab);
    inherit(hierarchy, hierarchy.path, lab);
    for (const machine of machines) {
      const path = join(lab, machine);
      mkdirSync(path);
      if (hierarchy.version === 1) inherit(hierarchy, lab, path);
    }
  }
}

/** A new cgroup of version 1 has no processors and no memory; one of version 2 delegates no controllers. */
function inherit({ version, options }: CgroupHierarchy, parent: string, child: string): void {
  if (version === 2) {
    delegateControllers(child);
  } else if (options.split(',').includes('cpuset')) {
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      writeFileSync(join(child, file), readFileSync(join(parent, file)));
    }
  }
}

/** Controllers that k3s needs and that a cgroup of version 2 has, but does not delegate to its children. */
export function findMissingControllers(cgroup: string): readonly string[] {
  const enabled = readWords(join(cgroup, 'cgroup.subtree_control'));
  return readAvailable(cgroup).filter((name) => !enabled.includes(name));
}

function readAvailable(path: string): readonly string[] {
  return readWords(join(path, 'cgroup.controllers')).filter((name) => NEEDED.includes(name));
}

/** Delegates controllers of a cgroup to its children. */
export function enableControllers(cgroup: string, names: readonly string[]): void {
  if (names.length === 0) return;
  writeFileSync(join(cgroup, 'cgroup.subtree_control'), names.map((name) => `+${name}`).join(' '));
}

/** Delegates the controllers that k3s needs to the children of a cgroup of version 2. No process may be in it. */
export function delegateControllers(cgroup: string): void {
  enableControllers(cgroup, readAvailable(cgroup));
}

/**
 * Moves the processes of a cgroup into a child of it. In version 2 only leaves hold processes: a cgroup with processes
 * cannot delegate controllers, and one that delegates them takes no processes.
 *
 * @throws LabError where the cgroup does not become empty
 */
export async function moveToLeaf(cgroup: string, leaf: string): Promise<void> {
  const folder = join(cgroup, leaf);
  mkdirSync(folder, { recursive: true });
  // A listed process may start another one before it is moved.
  for (let round = 0; round < ROUNDS; round += 1) {
    const processes = readWords(join(cgroup, 'cgroup.procs'));
    if (processes.length === 0) return;
    for (const id of processes) move(id, folder);
    await delay(1);
  }
  throw new LabError(`the processes of cgroup ${cgroup} cannot be moved into ${folder}`);
}

function move(id: string, cgroup: string): void {
  try {
    writeFileSync(join(cgroup, 'cgroup.procs'), id);
  } catch (error) {
    // The process may have exited since it was listed.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Stops the delegation of controllers, except of those that something else uses. */
export function disableControllers(path: string, names: readonly string[]): void {
  for (const name of names) {
    try {
      writeFileSync(join(path, 'cgroup.subtree_control'), `-${name}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    }
  }
}

/** Kills every process in a cgroup and below it, and removes the cgroup. */
export async function removeCgroup(path: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const processes = listMembers(path);
    for (const id of processes) kill(id);
    if (processes.length === 0 && tryRemove(path)) return;
    await delay(ROUND_MS);
  }
  throw new LabError(`cgroup ${path} is still in use by ${formatProcesses(listMembers(path))}`);
}

/** IDs of the processes in a cgroup and below it. The kernel lists those of other PID namespaces as 0: they are skipped. */
export function listMembers(path: string): readonly number[] {
  const below = (listChildren(path) ?? []).flatMap((name) => listMembers(join(path, name)));
  const own = readWords(join(path, 'cgroup.procs')).map(Number);
  return [...own.filter((id) => id > 0), ...below];
}

function tryRemove(path: string): boolean {
  for (const name of listChildren(path) ?? []) if (!tryRemove(join(path, name))) return false;
  try {
    rmdirSync(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return true;
    if (code === 'EBUSY') return false;
    throw error;
  }
}

/** Names of the child cgroups; undefined where the cgroup does not exist. */
function listChildren(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function readWords(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\s+/)
      .filter((word) => word !== '');
  } catch (error) {
    // The cgroup may have been removed since it was listed.
    if (['ENOENT', 'ENODEV'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** `processes 12, 13` */
function formatProcesses(ids: readonly number[]): string {
  if (ids.length === 0) return 'processes of another PID namespace';
  return ids.length === 1 ? `process ${ids.join()}` : `processes ${ids.join(', ')}`;
}

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
