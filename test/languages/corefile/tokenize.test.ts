import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../../src/languages/corefile';

/** Each word with its place; `^` before those that begin a line. */
const words = (text: string) =>
  tokenize(text).tokens.map(
    ({ text, line, column, beginsLine }) => `${beginsLine ? '^' : ''}${text}@${line}:${column}`,
  );

describe('words end at spaces', () => {
  test.each<[string, string, string[]]>([
    ['of any kind', 'a\tb\u00a0c\u2003d\ve', ['^a@1:1', 'b@1:3', 'c@1:5', 'd@1:7', 'e@1:9']],
    ['and lines', 'a {\n  b\n}\n', ['^a@1:1', '{@1:3', '^b@2:3', '^}@3:1']],
    ['carriage returns are nothing', 'a\rb\r\nc', ['^ab@1:1', '^c@2:1']],
    ['a byte order mark is nothing', '\ufeffa', ['^a@1:1']],
    ['and not elsewhere', 'a\ufeff', ['^a\ufeff@1:1']],
    ['nothing at all', '', []],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe('quotes hold a word together', () => {
  test.each<[string, string, string[]]>([
    ['over spaces and signs', '"a b # {"', ['^a b # {@1:1']],
    [
      'over lines, the next word being on the line where they end',
      '"a\nb" c\nd',
      ['^a\nb@1:1', 'c@2:4', '^d@3:1'],
    ],
    ['a backslash escapes a quote and nothing else', '"a\\"b\\n"', ['^a"b\\n@1:1']],
    ['only at the beginning of a word', 'a"b c"', ['^a"b@1:1', 'c"@1:5']],
    ['the word ends with them', '"a"b', ['^a@1:1', 'b@1:4']],
    ['and may be empty', '""', ['^@1:1']],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
    expect(tokenize(text).openQuote).toBeUndefined();
  });

  test('unless they are never closed', () => {
    expect(words('a "b\nc')).toEqual(['^a@1:1', 'b\nc@1:3']);
    expect(tokenize('a "b\nc').openQuote).toEqual({ line: 1, column: 3 });
    expect(tokenize('a "').openQuote).toEqual({ line: 1, column: 3 });
  });
});

describe('a comment', () => {
  test('goes to the end of its line', () => {
    expect(words('# a b\nc # d\ne')).toEqual(['^c@2:1', '^e@3:1']);
  });

  test('but only to the next space if it sticks to a word', () => {
    expect(words('a#b c')).toEqual(['^a@1:1', 'c@1:5']);
    expect(tokenize('a#b c').tokens.map(({ gluedComment }) => gluedComment)).toEqual([true, false]);
  });
});

test('whatever the text, each word is found where it is said to be', () => {
  const soup = fc.array(fc.constantFrom('a', '{', '}', '"', '\\', '#', ' ', '\n', '\r', 'é', '𝒳'));
  fc.assert(
    fc.property(soup, (parts) => {
      const text = parts.join('');
      const lines = text.split('\n');
      for (const token of tokenize(text).tokens) {
        const rest = lines[token.line - 1]?.slice(token.column - 1) ?? '';
        expect(rest[0]).toBe(token.quoted ? '"' : token.text[0]);
      }
    }),
  );
});
