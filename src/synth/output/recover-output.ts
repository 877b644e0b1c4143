import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isClusterName } from '../../diagnostics/cluster-name';
import { findForeign } from './foreign-files';
import { readLifeSign } from './life-sign';
import { writeAs } from './output-error';
import { kernelId, kernelOf, renameIfThere, REPLACED } from './run-folder';

/** From this age on, a run of another machine, or on a file system without sockets, is considered dead. */
const ABANDONED_MS = 5 * 60_000;

/**
 * Completes what killed runs have left in an output folder: a cluster that was being replaced gets its old folder back,
 * and temporary files are removed. Runs that are alive are left alone.
 *
 * @returns whether another run has left anything, or is alive
 * @throws OutputError
 */
export async function recoverOutput(output: string): Promise<boolean> {
  const all = namesIn(output);
  removeHalves(output, all.filter(isClusterName));
  const names = all.filter((name) => kernelOf(name) !== undefined);
  for (const name of names) {
    const folder = join(output, name);
    if (removeEmpty(folder)) continue;
    const life = kernelOf(name) === kernelId() ? await readLifeSign(folder) : 'unknown';
    if (life === 'alive') continue;
    writeAs(output, () => {
      restoreClusters(output, folder);
      if (life === 'dead' || isAbandoned(folder)) removeFolder(folder);
    });
  }
  return names.length > 0;
}

/**
 * Runs what writes to an output folder after that is recovered. Where another run had left something, its processes may
 * have ended only meanwhile, so the folder is recovered again at the end.
 */
export async function withRecoveredOutput<T>(output: string, run: () => Promise<T>): Promise<T> {
  const hadOthers = await recoverOutput(output);
  try {
    return await run();
  } finally {
    if (hadOthers) await recoverOutput(output);
  }
}

function namesIn(output: string): readonly string[] {
  return writeAs(output, () => {
    try {
      return readdirSync(output);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}

/**
 * Removes the clusters that a killed `cdk8s synth` has not completed: it writes into the output folder itself, and the
 * list of images last. Folders with any other file are kept.
 */
function removeHalves(output: string, clusters: readonly string[]): void {
  for (const cluster of clusters) {
    const folder = join(output, cluster);
    if (existsSync(join(folder, 'images.txt')) || !isFolder(folder)) continue;
    if (namesIn(folder).length === 0 || findForeign(folder) !== undefined) continue;
    writeAs(folder, () => rmSync(folder, { recursive: true, force: true }));
  }
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A run folder is empty only before it has its sign: a run that is about to create that takes another folder. */
function removeEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/**
 * Renames the clusters back whose new folder was not put in place. Where it was, the old one moves to where it may be
 * deleted step by step. No run can take harm, dead or alive: it finds a folder in its way, and replaces that one.
 */
function restoreClusters(output: string, folder: string): void {
  const replaced = join(folder, REPLACED);
  const deletable = join(folder, `deletable-${process.pid}`);
  for (const cluster of namesIn(replaced)) {
    const target = join(output, cluster);
    if (!existsSync(target) && renameUnlessTaken(join(replaced, cluster), target)) continue;
    mkdirSync(deletable, { recursive: true });
    renameIfThere(join(replaced, cluster), join(deletable, cluster));
  }
}

/** Another run may have put its own there meanwhile. */
function renameUnlessTaken(from: string, to: string): boolean {
  try {
    return renameIfThere(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR') return false;
    throw error;
  }
}

/** Something may still be written there by a child of the killed run, or removed by another run: then a later run does. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT') throw error;
  }
}

function isAbandoned(folder: string): boolean {
  const paths = [folder, ...namesIn(folder).map((name) => join(folder, name))];
  const changes = paths.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Date.now() - Math.max(...changes) > ABANDONED_MS;
}
