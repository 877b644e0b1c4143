import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { insertCheckList } from '../../../src/verify/report/check-list';

test('docs/verify.md contains the current list of checks', () => {
  const page = readFileSync('docs/verify.md', 'utf8');
  expect(insertCheckList(page), 'run: npm run docs:checks').toBe(page);
});
