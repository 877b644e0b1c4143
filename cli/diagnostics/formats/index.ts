import type { Diagnostic } from '../../../network';
import type { colorsFor } from '../print-diagnostics';
import { formatDiagnostics } from '../print-diagnostics';
import { github } from './github';
import { json } from './json';
import { sarif } from './sarif';

type Writer = (diagnostics: readonly Diagnostic[], colors: ReturnType<typeof colorsFor>) => string;

/** How diagnostics can be written. */
export const FORMATS = {
  human: formatDiagnostics,
  json,
  sarif,
  github,
} as const satisfies Readonly<Record<string, Writer>>;

export type Format = keyof typeof FORMATS;
