import type { ProfilePath } from '../../diagnostics';

/** A value that is not what its key takes. */
export interface SchemaProblem {
  readonly rule: 'unknown-key' | 'missing-key' | 'invalid-value';
  /** The value's place; for an unknown key, the key's; for a missing one, that of the map that lacks it. */
  readonly path: ProfilePath;
  /** A sentence without its full stop; of an invalid value, what follows the value itself. */
  readonly message: string;
  readonly hint: string;
  /** Places whose values cannot be relied on because of this. */
  readonly unparsed: readonly ProfilePath[];
}

/** What is wrong, and what to write. */
export type Wording = Pick<SchemaProblem, 'message' | 'hint'>;
