import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterFiles } from './cluster-files';
import { folderState } from './folder-state';
import { passingName } from './passing-files';

/** How often another run may put the same cluster there at the same moment. */
const MAX_ATTEMPTS = 100;

/**
 * Puts a cluster's files in `folder`/`<cluster>`, in place of what was there. Everything is written beside first:
 * whoever looks finds the old files or the new ones, never half of them.
 *
 * @returns the state of the folder as it was written, whoever changes it afterwards
 */
export function writeCluster(folder: string, { plan, files }: ClusterFiles): string {
  const fresh = join(folder, passingName(plan.cluster));
  if (existsSync(fresh)) rmSync(fresh, { recursive: true });
  try {
    writeFiles(fresh, files);
    const state = folderState(fresh);
    replace(join(folder, plan.cluster), fresh);
    return state;
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  const folders = new Set(['']);
  for (const [name, content] of files) {
    const parent = name.slice(0, Math.max(name.lastIndexOf('/'), 0));
    if (!folders.has(parent)) mkdirSync(`${folder}/${parent}`, { recursive: true });
    folders.add(parent);
    writeFileSync(`${folder}/${name}`, encoded(content));
  }
}

/** Longer contents are the CRDs and programs of every cluster. */
const LONG = 16_384;

/** As many of those as a few kinds of clusters have. */
const MAX_ENCODED = 16;

const known = new Map<string, Buffer>();

/** A text as it is written; what is long is encoded once for all clusters, since that takes longer than to write it. */
function encoded(content: string): string | Buffer {
  if (content.length < LONG) return content;
  const bytes = known.get(content) ?? Buffer.from(content);
  if (known.size >= MAX_ENCODED) known.clear();
  known.set(content, bytes);
  return bytes;
}

/** A folder takes another one's name only when that is out of the way, and another run may be faster. */
function replace(target: string, fresh: string): void {
  const old = `${fresh}-old`;
  for (let attempt = 1; ; attempt += 1) {
    const isMoved = existsSync(target) && moveAway(target, old);
    try {
      renameSync(fresh, target);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== 'ENOTEMPTY' && code !== 'EEXIST') || attempt === MAX_ATTEMPTS) throw error;
    } finally {
      if (isMoved) rmSync(old, { recursive: true, force: true });
    }
  }
}

/** Whether there was anything; another run may have been faster. */
function moveAway(target: string, old: string): boolean {
  try {
    renameSync(target, old);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
