import { closest, distance } from 'fastest-levenshtein';

/** The known word that a misspelt one is most likely meant to be. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const candidate = closest(
    word.toLowerCase(),
    known.map((one) => one.toLowerCase()),
  );
  const match = known.find((one) => one.toLowerCase() === candidate) as string;
  const far = distance(word.toLowerCase(), candidate) > Math.max(2, Math.floor(match.length / 3));
  return far ? undefined : match;
}
