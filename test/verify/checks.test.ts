import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALL_CHECKS as CHECKS } from '../../src/verify';
import { NODE_CHECKS } from '../../src/verify/checks/node';
import { INSTALL_CHECKS } from '../../src/verify/checks/pre';
import { OVERLAY_CHECKS } from '../../src/verify/checks/overlay';

test('check IDs are unique and equal the file names', () => {
  const ids = CHECKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [folder, checks] of [
    ['node', NODE_CHECKS],
    ['overlay', OVERLAY_CHECKS],
    ['pre', INSTALL_CHECKS],
  ] as const) {
    const files = readdirSync(`src/verify/checks/${folder}`);
    for (const { id } of checks) expect(files).toContain(`${id}.ts`);
  }
});

test.each(CHECKS.map((check) => [check.id, check] as const))(
  '%s has a title and a consequence',
  (_id, check) => {
    expect(check.title).toMatch(/^\S.*[^.]$/);
    expect(check.why).toMatch(/^\S.*\.$/s);
  },
);
