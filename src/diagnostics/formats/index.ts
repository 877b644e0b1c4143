import type { Diagnostic } from '../diagnostic';
import type { RulePage } from '../rule';
import type { colorsFor } from '../print-diagnostics';
import { formatDiagnostics } from '../print-diagnostics';
import { github } from './github';
import { json } from './json';
import { sarif } from './sarif';

/** What a format may need beside the diagnostics. */
export interface FormatContext {
  readonly colors: ReturnType<typeof colorsFor>;
  /** Every rule that a diagnostic may name. */
  readonly pages: readonly RulePage[];
}

type Writer = (diagnostics: readonly Diagnostic[], context: FormatContext) => string;

/** How diagnostics can be written. */
export const FORMATS = {
  human: (diagnostics, { colors }) => formatDiagnostics(diagnostics, colors),
  json,
  sarif: (diagnostics, { pages }) => sarif(diagnostics, pages),
  github,
} as const satisfies Readonly<Record<string, Writer>>;

export type Format = keyof typeof FORMATS;
