import { at } from '../place';
import type { Source } from './rule';

/**
 * Two values that clash, the one to be reported first: the later one that the profile states, since a default has
 * no line of its own.
 */
export function statedFirst<A extends object, B extends object>(
  source: Source,
  later: A,
  earlier: B,
): readonly [A | B, A | B] {
  return source.states(at(later)) || !source.states(at(earlier)) ? [later, earlier] : [earlier, later];
}
