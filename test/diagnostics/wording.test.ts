import { describe, expect, test } from 'vitest';
import { quoteText } from '../../src/diagnostics';

describe('a text in quotes', () => {
  test.each([
    ['10.0.0.1', '"10.0.0.1"'],
    ['', '""'],
    ['grün 🍓', '"grün 🍓"'],
    ['two\nlines\tand a tab', '"two\\nlines\\tand a tab"'],
    ['\u001b[31mred', '"\\u{1b}[31mred"'],
    ['10.0.0.1\u200b', '"10.0.0.1\\u{200b}"'],
    ['\u202eevil', '"\\u{202e}evil"'],
    ['a\u00a0b', '"a\\u{a0}b"'],
  ])('%j', (text, shown) => {
    expect(quoteText(text)).toBe(shown);
  });

  test('is truncated at the maximum length', () => {
    expect(quoteText('x'.repeat(80))).toBe(`"${'x'.repeat(80)}"`);
    expect(quoteText(`${'x'.repeat(79)}🍓🍓`)).toBe(`"${'x'.repeat(79)}…"`);
    expect(quoteText('x'.repeat(81))).toBe(`"${'x'.repeat(80)}…"`);
  });
});
