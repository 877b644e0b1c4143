import type { Diagnostic } from '../src/diagnostics';
import { compareDiagnostics } from '../src/diagnostics';
import { loadProfile } from '../src/plan/load-profile';
import { checkPlan } from '../src/rules/check-plan';

/** All that there is to be said of a profile's text, sorted by place. */
export function diagnosticsOf(text: string, file = 'test.yaml'): readonly Diagnostic[] {
  const profile = loadProfile(file, text);
  const findings = profile.plan === undefined ? [] : checkPlan(profile.plan, profile.source);
  const found = findings.map(({ rule, path, message, hint = '' }) =>
    profile.diagnose({ path, rule: rule.id, severity: rule.severity, message, hint }),
  );
  return [...profile.diagnostics, ...found].sort(compareDiagnostics);
}

/** One line each: `4:7 error invalid-value nodes[0].name: "A" is …`, the hint left out. */
export function lines(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(
    ({ line, column, severity, rule, path, message }) =>
      `${line}:${column} ${severity} ${rule} ${path}: ${message}`,
  );
}
