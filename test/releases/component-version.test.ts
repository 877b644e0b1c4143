import { expect, test } from 'vitest';
import { isAtLeast } from '../../src/releases';

test.each([
  ['3.7.0', '3.7.0', true],
  ['3.7.13', '3.7.7', true],
  ['3.10.0', '3.9.9', true],
  ['4.0.0', '3.9.9', true],
  ['3.6.13', '3.7.0', false],
  ['3.7.6', '3.7.7', false],
])('%s is at least %s: %s', (version, wanted, expected) => {
  expect(isAtLeast(version, wanted)).toBe(expected);
});
