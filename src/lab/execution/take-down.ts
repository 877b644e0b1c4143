import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { LabError } from '../errors';
import { removeCgroup } from './cgroup-folders';
import type { LabFolder } from '../layout/folders';
import { isCgroupOf, LABS } from '../layout/folders';
import { Journal } from './journal';
import { HostRecord } from './host-record';
import { folderOf, labsPath } from './lab';
import { requireRemovable } from './lab-record';
import { visible } from '../../terminal/visible';

/**
 * Removes a lab, or what is left of one: its processes, and with them its namespaces, interfaces and mounts, then its
 * cgroups, settings and files. Only the journal decides what belongs to the lab.
 *
 * @throws LabError where there is no lab, or the folder is not one
 */
export async function takeDown(
  cluster: string,
  say: (line: string) => void,
  record = new HostRecord(),
): Promise<void> {
  const folder = folderOf(cluster);
  requireRemovable(folder, cluster, record.mountPoints);
  const cgroups = cgroupsOf(folder, cluster, record);
  for (const cgroup of cgroups) await removeCgroup(cgroup);
  for (const path of await record.revert()) say(`restored: /proc/sys/${path}`);
  // Last, so that the lab exists until nothing is left of it.
  rmSync(folder.path, { recursive: true, force: true, maxRetries: 5 });
  // A folder that NETSTACK_LABS names is the user's: even empty it stays.
  if (labsPath() === LABS) for (const path of [LABS, dirname(LABS)]) removeEmpty(path);
}

/** Otherwise the lab would seem to be gone, and its processes would go on. */
const UNSEEN =
  'no cgroups are mounted here, so the processes of the lab cannot be found: run the command outside of containers and of "ip netns exec"';

/**
 * The cgroups that the journal names. All processes in them are killed, so each has to be one that a lab makes.
 *
 * @throws LabError where one is not
 */
function cgroupsOf(folder: LabFolder, cluster: string, record: HostRecord): readonly string[] {
  const made = new Journal(folder.journal).read().flatMap((one) => (one.made === 'cgroup' ? one.path : []));
  if (made.length > 0 && !record.seesCgroups) throw new LabError(UNSEEN);
  const trees = record.cgroups.map(({ path }) => path);
  const existing = made.filter((path) => existsSync(path));
  const foreign = existing.find(
    (path) => !trees.includes(dirname(path)) || !isCgroupOf(basename(path), cluster),
  );
  if (foreign === undefined) return existing;
  throw new LabError(
    `"${visible(folder.journal)}" names ${visible(foreign)}, which is not a cgroup of the lab: nothing was removed`,
  );
}

/** Removes a folder that labs are kept in, once there is none. */
function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if (!['ENOTEMPTY', 'ENOENT', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
