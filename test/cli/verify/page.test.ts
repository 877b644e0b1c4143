import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withCheckList } from '../../../src/verify/report/check-pages';

test('docs/verify.md lists the checks as they are', () => {
  const page = readFileSync('docs/verify.md', 'utf8');
  expect(withCheckList(page), 'run: npm run docs:checks').toBe(page);
});
