import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { LabError } from '../errors';
import type { LabFolder } from '../layout/folders';
import { formatSudo } from '../../terminal/own-command';
import { quoteCommand } from '../../terminal/quote-command';
import { visible } from '../../terminal/visible';
import { Journal } from './journal';

/** What is at the path of a cluster's lab: nothing, a lab or what is left of one, or something else. */
export type LabPresence = 'absent' | 'recorded' | 'foreign';

/**
 * Whether there is a lab of the cluster. A folder is a lab only if the lab's own record is in it: the folder that
 * NETSTACK_LABS names may hold anything else.
 *
 * @throws LabError where only root can read it
 */
export function findLab(folder: LabFolder, cluster: string): LabPresence {
  return readAsOwner(folder.path, () => {
    const stat = lstatSync(folder.path, { throwIfNoEntry: false });
    if (stat === undefined) return 'absent';
    return stat.isDirectory() && hasRecord(folder, cluster) ? 'recorded' : 'foreign';
  });
}

function hasRecord({ journal, description }: LabFolder, cluster: string): boolean {
  try {
    const made = new Journal(journal).read();
    if (made.some((one) => one.made === 'lab' && one.cluster === cluster)) return true;
    // A lab of an earlier version has this file alone.
    const text = readFileSync(description, 'utf8');
    return (JSON.parse(text) as { layout?: { cluster?: unknown } } | null)?.layout?.cluster === cluster;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (error instanceof LabError || error instanceof SyntaxError) return false;
    if (['ENOENT', 'EISDIR'].includes(code)) return false;
    throw error;
  }
}

/**
 * Reads in a folder of labs.
 *
 * @throws LabError where this user may not
 */
export function readAsOwner<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new LabError(`only root can read "${visible(path)}": run the same command with "${formatSudo()}"`);
  }
}

/**
 * Ensures that the folder may be deleted with everything in it: it is a lab, it belongs to this user, and nothing is
 * mounted in it.
 *
 * @param mountPoints where something is mounted on this machine
 * @throws LabError
 */
export function requireRemovable(folder: LabFolder, cluster: string, mountPoints: readonly string[]): void {
  const { path } = folder;
  const presence = findLab(folder, cluster);
  if (presence === 'absent') throw new LabError(`there is no lab of ${cluster}`);
  if (presence === 'foreign') throw new LabError(refusal(path, cluster));
  const owner = lstatSync(path).uid;
  const user = process.geteuid?.() ?? owner;
  if (owner !== user) {
    throw new LabError(
      `"${visible(path)}" belongs to user ${owner}, not to user ${user}: nothing was removed`,
    );
  }
  const mounted = mountPoints.filter((point) => point === path || point.startsWith(`${path}/`));
  if (mounted.length > 0) {
    const umount = quoteCommand(['umount', ...mounted.toReversed()]);
    throw new LabError(
      `something is mounted in the lab: run "${visible(umount)}" first; nothing was removed`,
    );
  }
}

function refusal(path: string, cluster: string): string {
  const empty = lstatSync(path).isDirectory() && readdirSync(path).length === 0;
  const hint = empty ? `. It is empty: "${quoteCommand(['rmdir', path])}" removes it` : '';
  return `"${visible(path)}" has no record of a lab of ${cluster}: nothing was removed${hint}`;
}
