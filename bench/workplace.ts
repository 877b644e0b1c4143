import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of a tmpfs, as statfs says it. */
const TMPFS_MAGIC = 0x01021994;

/**
 * A folder of our own in memory, so that no disk is measured; gone when the program ends.
 *
 * @throws Error where the machine has none
 */
export function workplace(): string {
  const parent = ['/dev/shm', tmpdir()].find((folder) => existsSync(folder) && isTmpfs(folder));
  if (parent === undefined) throw new Error('there is no tmpfs at /dev/shm or the temporary folder');
  const folder = mkdtempSync(join(parent, 'netstack-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return folder;
}

function isTmpfs(folder: string): boolean {
  return statfsSync(folder).type === TMPFS_MAGIC;
}

/** Empties a folder, or makes it. */
export function emptyFolder(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
