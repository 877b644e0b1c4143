import type { Random } from './random';
import * as w from './words';

/** Makes the lines of one valid use of a plugin, its options included. */
export type MakeUse = (random: Random) => readonly string[];

/** A use with some of its options, in any number and order. */
export function use(head: (random: Random) => string, ...options: readonly w.MakeWord[]): MakeUse {
  return (random) => {
    const first = head(random).trim();
    const chosen = random.some(options).map((option) => option(random).trim());
    if (chosen.length === 0) return [first];
    const lines = random.chance(80) ? chosen : [...chosen].reverse();
    return [`${first} {`, ...lines.map((line) => `    ${line}`), '}'];
  };
}

/** A use whose first options are always there. */
export function needing(
  count: number,
  head: (random: Random) => string,
  ...options: readonly w.MakeWord[]
): MakeUse {
  return (random) => {
    const chosen = [...options.slice(0, count), ...random.some(options.slice(count))];
    return [`${head(random).trim()} {`, ...chosen.map((option) => `    ${option(random).trim()}`), '}'];
  };
}

/** A use without options. */
export const line = (make: w.MakeWord): MakeUse => use(make);
/** None to two zones. */
export const zones = (random: Random) => random.several(0, 2, () => w.zone(random)).join(' ');
/** One or more words. */
export const some = (random: Random, make: w.MakeWord, max = 3) =>
  random.several(1, max, () => make(random)).join(' ');
/** A word, or nothing. */
export const maybe = (random: Random, word: string, percent = 50) => (random.chance(percent) ? word : '');

export const fallthrough: w.MakeWord = (r) => `fallthrough ${zones(r)}`;
export const upstream: w.MakeWord = (r) => `upstream ${maybe(r, '10.0.0.1')}`;
