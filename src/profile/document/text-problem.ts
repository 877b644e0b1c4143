import type { ProfilePath } from '../../diagnostics';

/** A problem of the text itself, before any key has a meaning. */
export interface TextProblem {
  /** Position in the text, in UTF-16 code units. */
  readonly offset: number;
  readonly rule: 'yaml-syntax' | 'yaml-pitfall';
  /** The value that it is about; empty for the file as a whole. */
  readonly path: ProfilePath;
  /** A sentence without its full stop. */
  readonly message: string;
  readonly hint: string;
}
