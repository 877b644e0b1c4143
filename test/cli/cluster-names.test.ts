import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

test.each(['../../escaped', '\x1b[31mred', 'Home', '.hidden', 'a/b', ''])(
  'init refuses the name %j before it writes anything',
  async (name) => {
    const folder = emptyFolder();
    const profiles = join(folder, 'deep/profiles');
    const { status, stdout, stderr } = await call('init', name, '--profiles', profiles, '--yes');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('is not a name for a cluster: it has at most 253 lower-case letters');
    expect(stderr).not.toContain('\x1b');
    expect(readdirSync(folder)).toEqual([]);
  },
);

test.each<[string, (path: string) => unknown]>([
  ['a folder', (path) => mkdirSync(path)],
  ['a named pipe', (path) => execFileSync('mkfifo', [path])],
  ['a link to a folder', (path) => symlinkSync(tmpdir(), path)],
])('%s that is named like a profile is an error that names it', async (_, create) => {
  const folder = emptyFolder();
  create(join(folder, 'x.yaml'));
  const { status, stderr } = await call('validate', '--profiles', folder);
  expect([status, stderr]).toEqual([
    2,
    `netstack: "${join(folder, 'x.yaml')}" is named like a profile, and is not a file\n`,
  ]);
});

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await call('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
});
