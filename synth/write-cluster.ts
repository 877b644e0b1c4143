import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ClusterFiles } from './cluster-files';

/**
 * Puts a cluster's files in `folder`/`<cluster>`, in place of what was there. Everything is written beside first:
 * whoever looks, or kills us, finds the old files or the new ones, never half of them.
 */
export function writeCluster(folder: string, { plan, files }: ClusterFiles): void {
  mkdirSync(folder, { recursive: true });
  const fresh = join(folder, `.${plan.cluster}-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  try {
    for (const [name, content] of files) {
      mkdirSync(dirname(join(fresh, name)), { recursive: true });
      writeFileSync(join(fresh, name), content);
    }
    replace(join(folder, plan.cluster), fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function replace(target: string, fresh: string): void {
  const old = `${fresh}-old`;
  try {
    renameSync(target, old);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}
