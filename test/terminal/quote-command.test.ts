import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteCommand, quoteWord } from '../../src/terminal/quote-command';

/** The words that a shell makes of each line. One process reads them all: starting one takes longer than the rest. */
function wordsInAll(shell: string, lines: readonly string[]): readonly (readonly string[])[] {
  const script = lines.map((line) => `set -- ${line}\nprintf '%s\\0' "$#" "$@"\n`).join('');
  const printed = execFileSync(shell, ['-c', script], { encoding: 'utf8' }).split('\0');
  return lines.map(() => printed.splice(0, Number(printed.shift())));
}

function wordsIn(shell: string, line: string): readonly string[] {
  return wordsInAll(shell, [line])[0] ?? [];
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
      fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 8 }), { minLength: 1 }), (lists) => {
        expect(wordsInAll(shell, lists.map(quoteCommand))).toEqual(lists);
      }),
      { numRuns: 20 },
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
