import type { Dirent } from 'node:fs';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findNearest } from '../diagnostics';
import { clusterNameOf } from '../diagnostics/cluster-name';

/** A call that names something that is not there. */
export class UsageError extends Error {}

/**
 * The profiles that a call means: the named ones, or all of a folder, in the order of their names.
 *
 * @throws UsageError
 */
export function findProfileFiles(named: readonly string[], folder: string): readonly string[] {
  if (named.length > 0) return named.map((name) => existing(name, folder));
  return oneForEachCluster(filesIn(folder));
}

/** Files of this name are extended by profiles and are no clusters. */
const BASE = /^_.*\.ya?ml$/;

/** Files of this name are profiles of clusters. */
const PROFILE = /^[^._].*\.ya?ml$/;

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError(`there is no folder "${folder}" to read profiles from`);
  }
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => PROFILE.test(name));
  for (const entry of entries) refuseOtherThanFile(entry, folder);
  const files = entries.map(({ name }) => name);
  if (files.length === 0) throw new UsageError(`there is no profile (*.yaml) in "${folder}"`);
  return files.sort().map((file) => join(folder, file));
}

/** A folder cannot be read, and reading a named pipe would wait for its writer. */
function refuseOtherThanFile(entry: Dirent, folder: string): void {
  const path = join(folder, entry.name);
  const isFile = entry.isSymbolicLink() ? !existsSync(path) || statSync(path).isFile() : entry.isFile();
  if (!isFile) throw new UsageError(`"${path}" is named like a profile, and is not a file`);
}

/** Two files of one cluster would overwrite each other's output. */
function oneForEachCluster(files: readonly string[]): readonly string[] {
  const byCluster = new Map<string, string>();
  for (const file of files) {
    const cluster = clusterNameOf(file);
    const other = byCluster.get(cluster);
    if (other !== undefined)
      throw new UsageError(`"${other}" and "${file}" are both profiles of cluster "${cluster}"`);
    byCluster.set(cluster, file);
  }
  return files;
}

/** A path, or the name of a cluster whose profile is in the folder. */
function existing(name: string, folder: string): string {
  const candidates = [name, join(folder, `${name}.yaml`), join(folder, `${name}.yml`)];
  const file = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (file === undefined)
    throw new UsageError(`there is no profile "${name}"${suggestProfile(name, folder)}`);
  if (BASE.test(basename(file))) {
    throw new UsageError(
      `"${file}" is a base that profiles extend, not a profile: name one of those profiles`,
    );
  }
  return file;
}

/** The nearest match of a misspelt name: a path beside that file, or a cluster in the folder. */
function suggestProfile(name: string, folder: string): string {
  const isPath = name.includes('/') || /\.ya?ml$/.test(name);
  const place = isPath ? dirname(name) : folder;
  const files = existsSync(place) && statSync(place).isDirectory() ? readdirSync(place) : [];
  const profiles = files.filter((file) => PROFILE.test(file));
  const near = findNearest(clusterNameOf(name), profiles.map(clusterNameOf));
  const file = profiles.find((one) => clusterNameOf(one) === near);
  if (near === undefined || file === undefined) return '';
  return `; did you mean "${isPath ? join(place, file) : near}"?`;
}
