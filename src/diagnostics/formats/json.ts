import type { Diagnostic } from '../diagnostic';
import { describePage } from '../docs-url';
import { writeJson } from './write-json';

/** One array of diagnostics, for programs; what stands in a base is there once for each profile that extends it. */
export function formatJson(diagnostics: readonly Diagnostic[]): string {
  const rows = diagnostics.map(({ file, line, column, rule, severity, path, message, hint, profile }) => ({
    ...{ file, line, column, rule, severity, path, message, hint },
    ...describePage('rules', rule),
    ...(profile !== undefined && { profile }),
  }));
  return writeJson(rows);
}
