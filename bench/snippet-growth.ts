import { checkSnippets } from '../src/languages/corefile';
import { LONG_SNIPPETS } from './long-snippets';
import { createClock } from './processor-clock';

const LINES = 100_000;

/** Runs of each length; the one that was disturbed least counts. */
const RUNS = 3;

/** Below this, the clock of processors and the garbage collector say more than the check does. */
const LEAST_MS = 20;

/** A kind of long snippet, and what four times as many lines of it cost by a quarter of them. */
export interface SnippetGrowth {
  readonly kind: string;
  readonly quotient: number;
}

/**
 * How the time to check a snippet grows with its length: 4 where as the number of lines does, 16 where as its square.
 */
export function measureSnippetGrowth(): readonly SnippetGrowth[] {
  return Object.keys(LONG_SNIPPETS).map((kind) => {
    measure(kind, LINES / 20);
    const quarter = Math.max(leastOf(kind, LINES / 4), LEAST_MS);
    return { kind, quotient: leastOf(kind, LINES) / quarter };
  });
}

function leastOf(kind: string, lines: number): number {
  return Math.min(...Array.from({ length: RUNS }, () => measure(kind, lines)));
}

function measure(kind: string, lines: number): number {
  const snippet = LONG_SNIPPETS[kind]?.(lines);
  const clock = createClock();
  checkSnippets(snippet === undefined ? [] : [snippet], { coredns: '1.14.7', taken: [] });
  return clock();
}
