import { loadProfile } from '../../src/plan/load-profile';
import { MINIMAL } from '../plan-of';

/** The smallest profile: four lines, so what is added begins on line 5. */
export const BASE = MINIMAL.trimStart();

/** `4:7 rule path: message | hint` of each problem of a file. */
export function problemsOf(text: string): readonly string[] {
  return loadProfile('test.yaml', text).diagnostics.map(
    ({ line, column, rule, path, message, hint }) =>
      `${line}:${column} ${rule} ${path}: ${message} | ${hint}`,
  );
}

/** The same of the smallest profile with something added. */
export function problemsOfBaseWith(text: string): readonly string[] {
  return problemsOf(BASE + text);
}
