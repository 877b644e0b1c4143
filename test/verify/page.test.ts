import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withCheckList } from '../../cli/check-pages';
import { CHECKS } from '../../verify';
import { NODE_CHECKS } from '../../verify/node';
import { OVERLAY_CHECKS } from '../../verify/overlay';

const ROOT = join(__dirname, '../..');

test('docs/verify.md lists the checks as they are', () => {
  const page = readFileSync(join(ROOT, 'docs/verify.md'), 'utf8');
  expect(withCheckList(page), 'run: npm run docs:checks').toBe(page);
});

test('ids are unique, and the names of files', () => {
  const ids = CHECKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [folder, checks] of [
    ['node', NODE_CHECKS],
    ['overlay', OVERLAY_CHECKS],
  ] as const) {
    const files = readdirSync(join(ROOT, 'verify', folder));
    for (const { id } of checks) expect(files).toContain(`${id}.ts`);
  }
});

test.each(CHECKS.map((check) => [check.id, check] as const))('%s says what holds and why', (_id, check) => {
  expect(check.title).toMatch(/^\S.*[^.]$/);
  expect(check.why).toMatch(/^\S.*\.$/s);
});
