import { closest, distance } from 'fastest-levenshtein';

/** Longest word that is compared: longer ones are no misspelt names, and the comparison takes quadratic time. */
const MAX_LENGTH = 64;

/** The known word that is closest to a misspelt one, regardless of letter case. */
export function findNearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || word.length > MAX_LENGTH) return undefined;
  const lower = word.toLowerCase();
  const candidate = closest(
    lower,
    known.map((one) => one.toLowerCase()),
  );
  return isNear(lower, candidate) ? known.find((one) => one.toLowerCase() === candidate) : undefined;
}

/** One slip in three letters, or two neighbours that changed places. */
function isNear(word: string, candidate: string): boolean {
  const slips = distance(word, candidate);
  const allowed = Math.max(1, Math.floor(candidate.length / 3));
  return slips <= allowed || (slips === 2 && sortLetters(word) === sortLetters(candidate));
}

function sortLetters(word: string): string {
  return [...word].sort().join('');
}
