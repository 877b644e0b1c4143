import { expect, test } from 'vitest';
import { visible, visibleLines } from '../../src/terminal/visible';

const HOSTILE = 'a\x1b[2J\x07\x9b31m\u202eb\u200bc';

test('characters that control a terminal, or that do not show, are escaped', () => {
  expect(visible(`${HOSTILE}\nd`)).toBe('a\\u{1b}[2J\\u{7}\\u{9b}31m\\u{202e}b\\u{200b}c\\nd');
});

test('lines stay lines where a text may have several', () => {
  expect(visibleLines('a\x1b\n  b\r\nc')).toBe('a\\u{1b}\n  b\\u{d}\nc');
});
