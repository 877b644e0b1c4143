import type { Diagnostic } from '../../network';

/** One array of diagnostics, for programs. */
export function json(diagnostics: readonly Diagnostic[]): string {
  const rows = diagnostics.map(({ file, line, column, rule, severity, path, message, hint }) => ({
    ...{ file, line, column, rule, severity, path, message, hint },
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}
