import { quoteText } from '../../diagnostics';
import type { Place } from './tokenize';

/** Something about Corefile text that its author did not want. */
export interface CorefileProblem extends Place {
  /**
   * `error`: CoreDNS refuses its whole configuration, or answers something else than was meant. `warning`: it takes
   * the text, which then has no effect or a side effect.
   */
  readonly severity: 'error' | 'warning';
  /** What is wrong; a sentence without its full stop. */
  readonly message: string;
  /** Why, and what to write instead. One or more whole sentences. */
  readonly hint: string;
}

/** A problem at a place that makes CoreDNS fail, or answer something else than was meant. */
export function error({ line, column }: Place, message: string, hint: string): CorefileProblem {
  return { severity: 'error', line, column, message, hint };
}

/** A problem at a place that CoreDNS lives with. */
export function warning({ line, column }: Place, message: string, hint: string): CorefileProblem {
  return { severity: 'warning', line, column, message, hint };
}

/** `line 3`, or `line 3 of "a.server"` for a file other than the one that is looked at. */
export function placeIn({ line }: Place, file?: string): string {
  return file === undefined ? `line ${line}` : `line ${line} of ${quoteText(file)}`;
}
