import { TEXT } from '../kinds/values';
import type { ArgumentKind, ArgumentList } from '../plugin-grammar';

/** No argument. */
export const NONE: ArgumentList = { kinds: [], min: 0, reader: 'line', surplus: 'refused' };

/** No argument, and a brace counts as one. */
export const NOTHING: ArgumentList = { kinds: [], min: 0, reader: 'word', surplus: 'refused' };

/** No argument: a word behind it is the next option. */
export const FLAG: ArgumentList = { kinds: [], min: 0, reader: 'word', surplus: 'option' };

/** Anything, which CoreDNS skips. */
export const SKIPPED: ArgumentList = { kinds: [], min: 0, rest: TEXT, reader: 'line', surplus: 'ignored' };

/** One argument: a word behind it is the next option. */
export function one(kind: ArgumentKind): ArgumentList {
  return { kinds: [kind], min: 1, reader: 'word', surplus: 'option' };
}

/** One argument of each kind, and nothing else on the line. */
export function exactly(...kinds: readonly ArgumentKind[]): ArgumentList {
  return { kinds, min: kinds.length, reader: 'line', surplus: 'refused' };
}

/** The first `min` are needed, the others may be left out. */
export function isAtLeast(min: number, ...kinds: readonly ArgumentKind[]): ArgumentList {
  return { kinds, min, reader: 'line', surplus: 'refused' };
}

/** None or one of each kind. */
export function optional(...kinds: readonly ArgumentKind[]): ArgumentList {
  return isAtLeast(0, ...kinds);
}

/** One or more of a kind. */
export function some(kind: ArgumentKind): ArgumentList {
  return { kinds: [], min: 1, rest: kind, reader: 'line', surplus: 'refused' };
}

/** Any number of a kind. */
export function any(kind: ArgumentKind): ArgumentList {
  return { kinds: [], min: 0, rest: kind, reader: 'line', surplus: 'refused' };
}

/** One argument; CoreDNS skips the rest of the line. */
export function first(kind: ArgumentKind): ArgumentList {
  return { kinds: [kind], min: 1, reader: 'line', surplus: 'ignored' };
}

/** One argument, and not twice in the same braces. */
export function once(kind: ArgumentKind): ArgumentList {
  return { ...exactly(kind), once: true };
}

/** An option that CoreDNS has from `version` on. */
export function since(version: string, list: ArgumentList): ArgumentList {
  return { ...list, since: version };
}
