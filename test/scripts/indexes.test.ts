import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('every generated index lists its folder', () => {
  expect(() => execFileSync(process.execPath, ['scripts/indexes.mjs', '--check'])).not.toThrow();
});
