import { quoteText } from '../../diagnostics';
import type { CorefilePlace } from './tokenize';

/**
 * What a problem leads to. `refused`: CoreDNS refuses its whole configuration. `broken`: it starts, and clients get no
 * usable answer or another one than was meant. `misleading`: part of the text has no effect or a side effect.
 */
export type Consequence = 'refused' | 'broken' | 'misleading';

/** A mistake in Corefile text. */
export interface CorefileProblem extends CorefilePlace {
  readonly consequence: Consequence;
  /** `warning` for what is `misleading`, `error` for the rest. */
  readonly severity: 'error' | 'warning';
  /** What is wrong; a sentence without its full stop. */
  readonly message: string;
  /** Why, and what to write instead. One or more whole sentences. */
  readonly hint: string;
}

/** A problem because of which CoreDNS refuses its whole configuration. */
export function createRefusal(place: CorefilePlace, message: string, hint: string): CorefileProblem {
  return problem('refused', place, message, hint);
}

/** A problem with which CoreDNS starts, and clients get no usable answer. */
export function createBroken(place: CorefilePlace, message: string, hint: string): CorefileProblem {
  return problem('broken', place, message, hint);
}

/** A problem with which CoreDNS works, but not as the text suggests. */
export function misleading(place: CorefilePlace, message: string, hint: string): CorefileProblem {
  return problem('misleading', place, message, hint);
}

/** A problem of any consequence. */
export function problem(
  consequence: Consequence,
  { line, column }: CorefilePlace,
  message: string,
  hint: string,
): CorefileProblem {
  const severity = consequence === 'misleading' ? 'warning' : 'error';
  return { consequence, severity, line, column, message, hint };
}

/** `line 3`, or `line 3 of "a.server"` for a file other than the one that is checked. */
export function placeIn({ line }: CorefilePlace, file?: string): string {
  return file === undefined ? `line ${line}` : `line ${line} of ${quoteText(file)}`;
}
