import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { LabError } from '../errors';
import { disableControllers, removeCgroup } from './cgroup-folders';
import type { Made } from './journal';
import { Journal } from './journal';
import { KernelSettingsRecord } from './kernel-settings-record';
import { folderOf, labNames, labsPath, settingsRecord } from './lab';

/**
 * Removes a lab, or what there is of one: its processes, and with them its namespaces, interfaces and mounts, then its
 * cgroups, settings and files. Knows what is the lab's from the journal alone.
 *
 * @throws LabError where there is none
 */
export async function takeDown(cluster: string, say: (line: string) => void): Promise<void> {
  const folder = folderOf(cluster);
  if (!existsSync(folder.path)) throw new LabError(`there is no lab of ${cluster}`);
  for (const made of new Journal(folder.journal).read()) await undo(made);
  if (labNames().every((name) => name === cluster)) {
    const settings = new KernelSettingsRecord(settingsRecord()).putBack();
    for (const path of settings) say(`put back: /proc/sys/${path}`);
  }
  // Last, so that a lab is there until nothing is left of it.
  rmSync(folder.path, { recursive: true, force: true, maxRetries: 5 });
  for (const path of [labsPath(), dirname(labsPath())]) removeEmpty(path);
}

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
