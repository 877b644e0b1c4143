import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
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

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError(`there is no folder "${folder}" to read profiles from`);
  }
  const files = readdirSync(folder).filter((file) => /^[^._].*\.ya?ml$/.test(file));
  if (files.length === 0) throw new UsageError(`there is no profile (*.yaml) in "${folder}"`);
  return files.sort().map((file) => join(folder, file));
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
  const candidates = [name, join(folder, `${name}.yaml`)];
  const file = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (file === undefined) throw new UsageError(`there is no profile "${name}"`);
  if (BASE.test(basename(file))) {
    throw new UsageError(`"${file}" is no cluster, but a base that profiles extend: name one of those`);
  }
  return file;
}
