import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Diagnostic, NetworkPlan, Severity } from '../network';
import { byPlace } from '../network';
import { BaseFiles } from '../profile/base-files';
import type { LoadedProfile } from '../profile/load-profile';
import { clusterName, loadProfile } from '../profile/load-profile';
import { checkPlan } from '../rules/check-plan';

/** A call that names something that is not there. */
export class UsageError extends Error {}

/** A profile that was read and checked. */
export interface CheckedProfile {
  readonly file: string;
  readonly cluster: string;
  /** The file that it extends. */
  readonly base?: string;
  /** There is a plan only where there is no error. */
  readonly plan?: NetworkPlan;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The profiles that a call means: the named ones, or all of a folder, in the order of their names.
 *
 * @throws UsageError
 */
export function profileFiles(named: readonly string[], folder: string): readonly string[] {
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
    const cluster = clusterName(file);
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

/**
 * Reads a profile and applies all rules to it.
 *
 * @param bases files that profiles of the same run extend
 */
export function checkProfile(
  file: string,
  bases = new BaseFiles(),
  content = readFileSync(file, 'utf8'),
): CheckedProfile {
  const loaded = loadProfile(file, content, bases);
  const diagnostics = [...loaded.diagnostics, ...ruleDiagnostics(loaded)].sort(byPlace);
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  const { cluster, base, plan } = loaded;
  return {
    file,
    cluster,
    diagnostics,
    ...(base !== undefined && { base }),
    ...(plan && !failed && { plan }),
  };
}

function ruleDiagnostics(profile: LoadedProfile): Diagnostic[] {
  const { plan, source } = profile;
  if (plan === undefined) return [];
  return checkPlan(plan, source).map(({ rule, at, message, hint }) =>
    profile.diagnose({ at, rule: rule.id, severity: rule.severity, message, hint }),
  );
}

export function count(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
