import { readFileSync } from 'node:fs';
import type { Diagnostic, Severity } from '../diagnostics';
import type { NetworkPlan } from '../plan';
import { compareDiagnostics } from '../diagnostics';
import { BaseFiles } from '../profile/base-files';
import type { LoadedProfile } from '../plan/load-profile';
import { loadProfile } from '../plan/load-profile';
import { checkPlan } from './check-plan';
import type { RuleFinding } from './rule-finding';

/** A profile that was read and checked. */
export interface CheckedProfile {
  readonly file: string;
  readonly cluster: string;
  /** The file that it extends. */
  readonly base?: string;
  /** The files of manifests that it names. */
  readonly manifests: readonly string[];
  /** There is a plan only where there is no error. */
  readonly plan?: NetworkPlan;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a profile and applies all rules to it.
 *
 * @param bases files that profiles of the same run extend
 * @param checkObjects checks of the objects that a plan without errors renders to
 */
export function checkProfile(
  file: string,
  bases = new BaseFiles(),
  content = readFileSync(file, 'utf8'),
  checkObjects: (plan: NetworkPlan) => readonly RuleFinding[] = () => [],
): CheckedProfile {
  const loaded = loadProfile(file, content, bases);
  const found = [...loaded.diagnostics, ...ruleDiagnostics(loaded)];
  if (loaded.plan && !hasErrors(found)) found.push(...toDiagnostics(loaded, checkObjects(loaded.plan)));
  const diagnostics = found.sort(compareDiagnostics);
  const failed = hasErrors(diagnostics);
  const { cluster, base, manifests, plan } = loaded;
  return {
    file,
    cluster,
    manifests,
    diagnostics,
    ...(base !== undefined && { base }),
    ...(plan && !failed && { plan }),
  };
}

function ruleDiagnostics(profile: LoadedProfile): Diagnostic[] {
  const { plan, source } = profile;
  if (plan === undefined) return [];
  return toDiagnostics(profile, checkPlan(plan, source));
}

function toDiagnostics(profile: LoadedProfile, findings: readonly RuleFinding[]): Diagnostic[] {
  return findings.map(({ rule, path, message, hint }) =>
    profile.diagnose({ path, rule: rule.id, severity: rule.severity, message, hint }),
  );
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

export function countSeverity(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
