import { expect, test } from 'vitest';
import { LONG_SNIPPETS } from '../../../bench/long-snippets';
import { checkSnippets } from '../../../src/languages/corefile';

const LINES = 100_000;

/** Kinds that are wrong in every line: one finding stands for all of them. */
const WRONG = new Set(['braces that nothing closes']);

// How long that takes is a matter of `npm run bench:short`.
test.each(Object.entries(LONG_SNIPPETS))(
  'a snippet of 100,000 lines with %s is checked to its end',
  (kind, createSnippet) => {
    const findings = checkSnippets([createSnippet(LINES)], { coredns: '1.14.7', taken: [] });
    if (WRONG.has(kind)) expect(findings).not.toEqual([]);
    else expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  },
  120_000,
);
