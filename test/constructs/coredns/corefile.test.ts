import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCorefile, renderDirectives } from '../../../constructs/coredns/corefile';
import { readSnippet, tokenize } from '../../../src/languages/corefile';

test('blocks are indented, one directive a line', () => {
  const text = renderCorefile([
    { keys: ['a.test:53', 'b.test:53'], directives: [{ name: 'log' }] },
    {
      keys: ['c.test:53'],
      directives: [
        { name: 'forward', args: ['.', '10.0.0.1'], block: [{ name: 'policy', args: ['random'] }] },
      ],
    },
  ]);
  expect(text).toBe(
    'a.test:53 b.test:53 {\n    log\n}\nc.test:53 {\n    forward . 10.0.0.1 {\n        policy random\n    }\n}\n',
  );
});

test('what goes into a block of its own has no indent', () => {
  expect(renderDirectives([{ name: 'log' }, { name: 'cache', args: ['30'], block: [] }])).toBe(
    'log\ncache 30\n',
  );
});

describe('a word stands in quotes where it must', () => {
  test.each([
    ['a b', '"a b"'],
    ['a\u2003b', '"a\u2003b"'],
    ['', '""'],
    ['#', '"#"'],
    ['"a"', '"\\"a\\""'],
    ['say "a b"', '"say \\"a b\\""'],
    ['a"b', 'a"b'],
    ['{1}.b', '{1}.b'],
    ['b.{1}', '"b.{1}"'],
    ['^a\\.b$', '^a\\.b$'],
  ])('%j is written %s', (word, written) => {
    expect(renderDirectives([{ name: 'x', args: [word] }])).toBe(`x ${written}\n`);
  });

  test.each(['{', '}', 'a b\\', 'a \\"', '{$HOME}', 'x{%HOME%}'])('%j cannot be written', (word) => {
    expect(() => renderDirectives([{ name: 'x', args: [word] }])).toThrow('cannot stand in a Corefile');
  });
});

test('whatever is written is read back as it was, or refused', () => {
  const character = fc.constantFrom('a', '.', '{', '}', '"', '\\', '#', ' ', '\n', '\r', '\u00a0', '$', 'é');
  const word = fc.array(character, { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (args) => {
      let text;
      try {
        text = renderDirectives([{ name: 'x', args }]);
      } catch {
        return;
      }
      expect(tokenize(text).tokens.map((token) => token.text)).toEqual(['x', ...args]);
      expect(readSnippet(text, 'override').directives).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});
