import { readFileSync } from 'node:fs';
import type { Diagnostic, Severity } from '../diagnostics';
import type { NetworkPlan } from '../plan';
import { compareDiagnostics } from '../diagnostics';
import { BaseFiles } from '../profile/base-files';
import type { LoadedProfile } from '../plan/load-profile';
import { loadProfile } from '../plan/load-profile';
import { checkPlan } from './check-plan';

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
  const diagnostics = [...loaded.diagnostics, ...ruleDiagnostics(loaded)].sort(compareDiagnostics);
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
  return checkPlan(plan, source).map(({ rule, path, message, hint }) =>
    profile.diagnose({ path, rule: rule.id, severity: rule.severity, message, hint }),
  );
}

export function countSeverity(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
