import type { Severity } from './rule';

/** One problem, in the form that every output format prints. */
export interface Diagnostic {
  /** The profile, as the user named it, or the file that it extends. */
  readonly file: string;
  /**
   * The profile that it concerns, where `file` is one that the profile extends.
   *
   * @default - `file`
   */
  readonly profile?: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly rule: string;
  readonly severity: Severity;
  /** `metallb.ipAddressPools[0].addresses[0]`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

/** By file, line, column, severity, rule, message, profile: a total order, the same everywhere. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    ORDER[a.severity] - ORDER[b.severity] ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    compareText(a.profile ?? '', b.profile ?? '')
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
