import { describe, expect, test } from 'vitest';
import { checkSnippet } from '../../../src/languages/corefile';
import { askCoreDns, GO_VERSION } from './oracle/oracle';
import type { GeneratedSnippet } from './oracle/snippets';
import { mutatedSnippets, validSnippets } from './oracle/snippets';

/** How many snippets of each kind. */
const COUNT = 2000;
const SEED = 20260101;

/** Building CoreDNS takes minutes, once. */
const TIMEOUT_MS = 30 * 60_000;

if (GO_VERSION === undefined) console.log('Go is not installed: CoreDNS itself is not asked about snippets.');

/** Whether the checker finds that CoreDNS refuses a snippet. */
function isRefused({ name, text }: GeneratedSnippet): boolean {
  const kind = name === 'a.override' ? 'override' : 'server';
  return checkSnippet(text, kind, '1.14.7').some(({ consequence }) => consequence === 'refused');
}

describe.skipIf(GO_VERSION === undefined)('the checker and CoreDNS 1.14.7 agree', () => {
  test.each([
    ['valid', validSnippets(COUNT, SEED)],
    ['mutated', mutatedSnippets(COUNT, SEED)],
  ])(
    `on ${COUNT} %s snippets`,
    (kind, snippets) => {
      const verdicts = askCoreDns(snippets);
      const wronglyRefused = snippets.filter((one, index) => verdicts[index]?.accepted && isRefused(one));
      const missed = snippets.filter((one, index) => !verdicts[index]?.accepted && !isRefused(one));
      const accepted = verdicts.filter((one) => one.accepted).length;
      const agreement = 1 - (wronglyRefused.length + missed.length) / COUNT;
      console.log(
        `${kind}: CoreDNS accepts ${accepted} of ${COUNT}; agreement ${(100 * agreement).toFixed(2)}%, ` +
          `${wronglyRefused.length} refused that CoreDNS accepts, ${missed.length} accepted that CoreDNS refuses`,
      );
      expect(wronglyRefused).toEqual([]);
      if (kind === 'valid') expect(accepted).toBe(COUNT);
      expect(agreement).toBeGreaterThanOrEqual(0.99);
    },
    TIMEOUT_MS,
  );
});

test('the generated snippets cover both kinds of files', () => {
  const names = new Set(validSnippets(200, SEED).map(({ name }) => name));
  expect([...names].sort()).toEqual(['a.override', 'a.server']);
});
