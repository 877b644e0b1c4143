import { pathOf } from './profile-path';
import type { ProfileSource } from './rule';

/** A value as a message names it beside another: `"10.0.0.0/24" (line 2)`, `"10.42.0.0/16" (the default)`. */
export function citeValue(source: ProfileSource, value: object): string {
  return source.states(pathOf(value))
    ? `${source.quote(value)} (${source.line(value)})`
    : source.quote(value);
}

/**
 * Two values that clash, the one to be reported first: the later one, unless only the earlier one is in the
 * profile, since a default has no line of its own.
 */
export function sortStatedFirst<T extends object>(
  source: ProfileSource,
  later: T,
  earlier: T,
): readonly [T, T] {
  return source.states(pathOf(later)) || !source.states(pathOf(earlier))
    ? [later, earlier]
    : [earlier, later];
}
