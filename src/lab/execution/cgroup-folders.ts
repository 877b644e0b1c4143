import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../errors';
import type { CgroupHierarchy } from '../host/cgroups';
import type { Journal } from './journal';

/** Rounds of killing, and how long each waits, in milliseconds. */
const ROUNDS = 200;
const ROUND_MS = 50;

/** Controllers that k3s asks for. */
const NEEDED = ['cpu', 'cpuset', 'io', 'memory', 'pids', 'hugetlb'];

/**
 * A machine's folder in each tree.
 *
 * @param name of the lab's cgroups
 */
export function machineCgroups(
  hierarchies: readonly CgroupHierarchy[],
  name: string,
  machine: string,
): readonly string[] {
  return hierarchies.map(({ path }) => join(path, name, machine));
}

/**
 * Sees to it that a lab's cgroups are its own, before there is anything of the lab.
 *
 * @throws LabError where there is one of the name
 */
export function refuseOthersCgroups(hierarchies: readonly CgroupHierarchy[], name: string): void {
  const others = hierarchies
    .map(({ path }) => join(path, name))
    .filter((path) => entries(path) !== undefined);
  if (others.length === 0) return;
  const processes = [...new Set(others.flatMap(members))];
  const end = processes.length === 0 ? '' : `end what runs in it (kill -9 ${processes.join(' ')}), and `;
  const remove = `find ${others.join(' ')} -depth -type d -exec rmdir {} +`;
  throw new LabError(
    `there is a cgroup ${others.join(', ')} already: of a lab whose folder was deleted, or that another folder keeps. Take that lab down by its NETSTACK_LABS; where its folder is gone, ${end}remove it: ${remove}`,
  );
}

/** Makes a cgroup for a lab in each tree, and in it one for each of its machines. */
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

/** A new cgroup of version 1 has no processors and no memory; one of version 2 hands nothing down. */
function inherit({ version, options }: CgroupHierarchy, parent: string, child: string): void {
  if (version === 2) {
    handDown(child);
  } else if (options.split(',').includes('cpuset')) {
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      writeFileSync(join(child, file), readFileSync(join(parent, file)));
    }
  }
}

/** Controllers that k3s asks for, and that a cgroup of version 2 has but does not hand down. */
export function missingControllers(cgroup: string): readonly string[] {
  const enabled = words(join(cgroup, 'cgroup.subtree_control'));
  return available(cgroup).filter((name) => !enabled.includes(name));
}

function available(path: string): readonly string[] {
  return words(join(path, 'cgroup.controllers')).filter((name) => NEEDED.includes(name));
}

/** Gives what is in a cgroup controllers that it has itself. */
export function enableControllers(cgroup: string, names: readonly string[]): void {
  if (names.length === 0) return;
  writeFileSync(join(cgroup, 'cgroup.subtree_control'), names.map((name) => `+${name}`).join(' '));
}

/** Gives what is made in a cgroup of version 2 the controllers that it has itself. No process may be in it. */
export function handDown(cgroup: string): void {
  enableControllers(cgroup, available(cgroup));
}

/**
 * Puts the processes of a cgroup into one below it. With version 2 processes are in leaves only: a cgroup that has some
 * cannot hand controllers down, and one that hands them down takes none.
 *
 * @throws LabError where it never gets empty
 */
export async function moveToLeaf(cgroup: string, leaf: string): Promise<void> {
  const folder = join(cgroup, leaf);
  mkdirSync(folder, { recursive: true });
  // One that is listed may start another before it is moved.
  for (let round = 0; round < ROUNDS; round += 1) {
    const processes = words(join(cgroup, 'cgroup.procs'));
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
    // It may have ended since it was listed.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Switches controllers off again that nobody else has begun to use. */
export function disableControllers(path: string, names: readonly string[]): void {
  for (const name of names) {
    try {
      writeFileSync(join(path, 'cgroup.subtree_control'), `-${name}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    }
  }
}

/** Ends every process in a cgroup and below it, and removes the cgroup. Nothing is found by name. */
export async function removeCgroup(path: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const processes = members(path);
    for (const id of processes) kill(id);
    if (processes.length === 0 && removed(path)) return;
    await delay(ROUND_MS);
  }
  throw new LabError(
    `cgroup ${path} is still in use by process ${members(path).join(', ') || 'none that is seen'}`,
  );
}

/** Processes in a cgroup and below it. The kernel shows as 0 those that are not seen from here: no number to kill. */
export function members(path: string): readonly number[] {
  const below = (entries(path) ?? []).flatMap((name) => members(join(path, name)));
  const own = words(join(path, 'cgroup.procs')).map(Number);
  return [...own.filter((id) => id > 0), ...below];
}

function removed(path: string): boolean {
  for (const name of entries(path) ?? []) if (!removed(join(path, name))) return false;
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

/** Cgroups in a cgroup; undefined where there is no such one. */
function entries(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function words(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\s+/)
      .filter((word) => word !== '');
  } catch (error) {
    // It may have gone since it was listed.
    if (['ENOENT', 'ENODEV'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
