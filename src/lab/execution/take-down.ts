import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { LabError } from '../errors';
import { disableControllers, removeCgroup } from './cgroup-folders';
import { LABS } from '../layout/folders';
import type { Made } from './journal';
import { Journal } from './journal';
import { HostRecord } from './host-record';
import { earlierRecord, folderOf, labsPath } from './lab';

/**
 * Removes a lab, or what there is of one: its processes, and with them its namespaces, interfaces and mounts, then its
 * cgroups, settings and files. Knows what is the lab's from the journal alone.
 *
 * @throws LabError where there is none
 */
export async function takeDown(
  cluster: string,
  say: (line: string) => void,
  record = new HostRecord(),
): Promise<void> {
  const folder = folderOf(cluster);
  if (!existsSync(folder.path)) throw new LabError(`there is no lab of ${cluster}`);
  const made = new Journal(folder.journal).read();
  if (made.length > 0 && !record.seesCgroups) throw new LabError(UNSEEN);
  for (const one of made) await undo(one);
  if (existsSync(earlierRecord())) await record.change(() => record.adopt(earlierRecord()));
  for (const path of await record.putBack()) say(`put back: /proc/sys/${path}`);
  // Last, so that a lab is there until nothing is left of it.
  rmSync(folder.path, { recursive: true, force: true, maxRetries: 5 });
  // A folder that a user named is his: in a new Debian `/srv` is empty too.
  if (labsPath() === LABS) for (const path of [LABS, dirname(LABS)]) removeEmpty(path);
}

/** All of a lab would seem to be gone there, and its processes would stay for ever. */
const UNSEEN =
  'no cgroups are mounted here, so the processes of the lab cannot be found: take it down outside of containers and of "ip netns exec"';

/** Folders that labs are kept in, once there is none. */
function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if (!['ENOTEMPTY', 'ENOENT', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

async function undo(made: Made): Promise<void> {
  switch (made.made) {
    case 'cgroup':
      return removeCgroup(made.path);
    case 'controllers':
      return disableControllers(made.path, made.names);
  }
}
