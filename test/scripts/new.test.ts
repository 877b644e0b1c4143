import { buildSync } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'netstack-new-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

/**
 * Runs these tests, each from a bundle: vitest transforms every source that it imports, and has none of this
 * folder in its cache.
 */
function vitest(...files: string[]): string {
  buildSync({
    absWorkingDir: folder,
    entryPoints: files,
    outdir: 'bundled',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    // For the files that tests read.
    define: { __dirname: JSON.stringify(join(folder, 'test/verify')) },
  });
  return run(resolve('node_modules/vitest/vitest.mjs'), 'run', '--root', 'bundled', '--maxWorkers=1');
}

beforeAll(() => {
  for (const entry of [
    'profiles',
    'charts',
    'constructs',
    'imports',
    'crds',
    'package.json',
    'tsconfig.json',
    'scripts',
    'src',
  ]) {
    cpSync(entry, join(folder, entry), { recursive: true });
  }
  cpSync('test', join(folder, 'test'), {
    recursive: true,
    filter: (source) => !source.startsWith('test/cluster') && !source.startsWith('test/fixtures'),
  });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
});

test('new:rule writes a rule, both profiles and the index', () => {
  run('scripts/new/rule.mjs', 'flannel/port-of-nothing');
  expect(readFileSync(join(folder, 'src/rules/flannel/index.ts'), 'utf8')).toContain('  portOfNothing,\n');
  for (const kind of ['invalid', 'valid']) {
    expect(existsSync(join(folder, `test/fixtures/${kind}/port-of-nothing.yaml`))).toBe(true);
  }
  run('scripts/indexes.mjs', '--check');
});

test('new:check and new:construct write code whose tests pass', () => {
  for (const scope of ['node', 'overlay', 'cluster', 'lan']) {
    run('scripts/new/check.mjs', `${scope}/new-${scope}-check`);
  }
  run('scripts/new/construct.mjs', 'node-local-dns');
  const files = ['node', 'overlay', 'cluster', 'lan'].map(
    (scope) => `test/verify/checks/${scope}/new-${scope}-check.test.ts`,
  );
  expect(vitest(...files, 'test/constructs/node-local-dns/node-local-dns.test.ts')).toMatch(
    /Test Files .*5 passed/,
  );
});

test('an existing file is not overwritten, and a wrong name is refused', () => {
  expect(() => run('scripts/new/construct.mjs', 'metallb')).toThrow(/exists already/);
  expect(() => run('scripts/new/rule.mjs', 'flannel/port')).toThrow(/two words or more/);
  expect(() => run('scripts/new/rule.mjs', 'flanel/port-taken')).toThrow(/"flanel" is not one of/);
});
