import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Parts {
  readonly choosePart: (words: readonly string[]) => 'help' | 'local' | undefined;
  readonly COMMANDS: readonly string[];
}
const { choosePart, COMMANDS } = createRequire(resolve('package.json'))('./bin/parts.js') as Parts;

const root = mkdtempSync(join(tmpdir(), 'netstack-parts-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The published program: bundles and no sources. */
beforeAll(() => {
  const project = join(root, 'project');
  mkdirSync(project);
  for (const name of [
    'bin',
    'charts',
    'constructs',
    'crds',
    'imports',
    'src',
    'package.json',
    'package-lock.json',
  ])
    cpSync(name, join(project, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  spawnSync(process.execPath, ['bin/bundle.js'], { cwd: project, stdio: 'inherit' });
  const published = join(root, 'published');
  cpSync(join(project, 'bin'), join(published, 'bin'), { recursive: true });
  cpSync(join(project, 'build'), join(published, 'build'), { recursive: true });
  cpSync('profiles', join(published, 'profiles'), { recursive: true });
}, 120_000);

function run(words: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/netstack.js', ...words], {
    cwd: join(root, 'published'),
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
  return { status, stdout, stderr };
}

/** With DEBUG, the whole program runs. */
const runWhole = (words: readonly string[]) => run(words, { DEBUG: '1' });

describe('the part of a call', () => {
  test.each([
    ['help', []],
    ['help', ['--help']],
    ['help', ['-V']],
    ['help', ['help', 'synth']],
    ['help', ['synth', '--help']],
    ['help', ['lab', 'up', '-h']],
    ['help', ['nonsense', '--profiles', 'x']],
    ['local', ['synth']],
    ['local', ['synth', '--gitops', 'flux', 'pikube']],
    ['local', ['validate', '--profiles', '--help']],
    [undefined, ['validate', 'pikube', '--live']],
    [undefined, ['plan', 'pikube']],
    [undefined, ['--profiles', 'validate']],
  ] as const)('%s: %s', (part, words) => {
    expect(choosePart(words)).toBe(part);
  });

  test('knows every command', () => {
    const [, commands = ''] = run(['--help']).stdout.split('Commands:');
    const listed = [...commands.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(listed).toEqual([...COMMANDS, 'help']);
  });
});

describe('a part does what the whole program does', () => {
  const CALLS: readonly (readonly string[])[] = [
    [],
    ['--help'],
    ['--version'],
    ['nonsense'],
    ['valdate', 'pikube'],
    ['help', 'diff'],
    ...COMMANDS.map((command) => [command, '--help']),
    ['lab', 'up', '--help'],
    ['validate'],
    ['validate', '--format', 'sarif', 'pikube'],
    ['validate', '--nonsense'],
    ['validate', 'no-such-cluster'],
  ];

  test.each(CALLS.map((words) => [words]))('%s', (words) => {
    expect(choosePart(words)).toBeDefined();
    expect(run(words)).toEqual(runWhole(words));
  });

  test('synth writes the same files', () => {
    const written = [run, runWhole].map((start) => {
      const dist = join(root, 'published/dist');
      rmSync(dist, { recursive: true, force: true });
      const { status } = start(['synth', '--gitops', 'flux', '--gitops-output', 'dist/gitops']);
      const files = readdirSync(dist, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
      return { status, files: files.map((file) => [file, readFileSync(file, 'utf8')]) };
    });
    expect(written[0]).toEqual(written[1]);
    expect(existsSync(join(root, 'published/dist/pikube/images.txt'))).toBe(true);
  });
});
