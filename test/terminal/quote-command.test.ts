import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteCommand, quoteWord } from '../../src/terminal/quote-command';

/** The words that a shell makes of a line. */
function wordsIn(shell: string, line: string): readonly string[] {
  const script = `set -- ${line}\nfor word do printf '%s\\0' "$word"; done`;
  return execFileSync(shell, ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const HOSTILE = [
  '$(touch pwned)',
  '`touch pwned`',
  "'; touch pwned; '",
  'a b\tc',
  'two\nlines',
  '',
  '~root',
  '=ls',
  '-n',
  '*',
  '!!',
  '\\',
  '\u001b]0;title\u0007',
  '\u202egnp.exe',
  'umlauts äöü',
];

describe.each(['sh', 'bash'])('%s', (shell) => {
  test('reads hostile words as they are', () => {
    expect(wordsIn(shell, quoteCommand(HOSTILE))).toEqual(HOSTILE);
  });

  test('reads any words as they are', () => {
    const word = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        expect(wordsIn(shell, quoteCommand(words))).toEqual(words);
      }),
      { numRuns: 100 },
    );
  });

  test('reads them also behind ssh, which takes a line apart twice', () => {
    const inner = quoteCommand(HOSTILE);
    const [line = ''] = wordsIn(shell, quoteWord(inner));
    expect(wordsIn(shell, line)).toEqual(HOSTILE);
  });
});

test('a printed command holds no character that a terminal obeys', () => {
  expect(quoteWord('\u001b[2J\u009b\u007f\u202e')).toMatch(/^[\x20-\x7e]*$/);
});

test('plain words stay as they are', () => {
  expect(quoteCommand(['kubectl', '-n', 'kube-system', '--timeout=5m', 'a/b:c'])).toBe(
    'kubectl -n kube-system --timeout=5m a/b:c',
  );
});
