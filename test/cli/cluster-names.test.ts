import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';
import { fleetOf } from './fleet';

/** File names that a shell, a terminal or a path would read as something else. */
const REFUSED = [
  '...yaml',
  '.netstack.json.yaml',
  'a\nb.yaml',
  '\x1b[31mred.yaml',
  'Home.yaml',
  '$(id).yaml',
];

describe.each(REFUSED)('a profile named %j', (file) => {
  test('is refused before anything is written, and printed without control characters', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, file), MINIMAL);
    const output = join(folder, 'out');
    const { status, stderr } = await call('synth', join(folder, file), '--output', output);
    expect(status).toBe(1);
    expect(stderr).toContain("the file's name without its extension, is not a name for a cluster");
    expect(stderr).not.toMatch(/[^\P{Cc}\n]/u);
    expect(readdirSync(folder).filter((name) => name !== file)).not.toContain('manifests');
    expect(readdirSync(join(output, '..')).sort()).toEqual([file]);
  });
});

test('the other clusters are written', async () => {
  const folders = fleetOf({ Upper: MINIMAL, good: MINIMAL });
  const args = ['--profiles', folders.profiles, '--output', folders.output];
  const { status, stdout } = await call('validate', '--profiles', folders.profiles);
  expect([status, stdout]).toEqual([1, expect.stringContaining('Upper.yaml:1:1  error invalid-value')]);
  expect((await call('synth', ...args)).status).toBe(1);
  expect(readdirSync(folders.output)).toEqual(['good']);
});

test('a name on the command line that is not there is printed without control characters', async () => {
  const { status, stderr } = await call('synth', '\x1b[31mred\nnext');
  expect([status, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
  expect(stderr).not.toContain('\x1b');
});
