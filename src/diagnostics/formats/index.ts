import type { Diagnostic } from '../diagnostic';
import type { RulePage } from '../rule';
import type { colorsFor } from '../print-diagnostics';
import { formatDiagnostics } from '../print-diagnostics';
import { formatGithub } from './github';
import { formatJson } from './json';
import { formatSarif } from './sarif';

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
  json: formatJson,
  sarif: (diagnostics, { pages }) => formatSarif(diagnostics, pages),
  github: formatGithub,
} as const satisfies Readonly<Record<string, Writer>>;

export type Format = keyof typeof FORMATS;
