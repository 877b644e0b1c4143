import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildNetstack } from './built';

const folder = mkdtempSync(join(tmpdir(), 'netstack-macos-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Preloaded: the process sees macOS. It has no /proc and /sys, and may start no other process. */
const MACOS = `
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  const fs = require('node:fs');
  const processes = require('node:child_process');
  const refuse = (what) => { throw new Error('not on macOS: ' + what); };
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
    processes[name] = (command) => refuse(name + ' ' + command);
  }
  for (const [name, original] of Object.entries(fs)) {
    if (typeof original !== 'function' || /^[A-Z_]/.test(name)) continue;
    fs[name] = function (path, ...rest) {
      if (/^\\/(proc|sys)(\\/|$)/.test(String(path))) refuse(name + ' ' + path);
      return original.call(this, path, ...rest);
    };
  }
  require('node:module').syncBuiltinESMExports();
`;

/** Runs the command on the shipped profiles, and returns what it printed. */
function runOnMacOS(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', join(folder, 'macos.js'), program, ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('macOS', () => {
  let program = '';
  beforeAll(() => {
    writeFileSync(join(folder, 'macos.js'), MACOS);
    program = buildNetstack(folder);
  }, 60_000);

  test('what the test refuses is refused', () => {
    const file = join(folder, 'linux.js');
    writeFileSync(file, "require('node:fs').readFileSync('/proc/version');\n");
    expect(runOnMacOS(file).stderr).toContain('not on macOS: readFileSync /proc/version');
    writeFileSync(file, "require('node:child_process').execFileSync('ip');\n");
    expect(runOnMacOS(file).stderr).toContain('not on macOS: execFileSync ip');
  });

  test.each([
    ['validate', 0, ['validate', '--quiet']],
    ['plan', 0, ['plan', 'pikube']],
    ['next', 0, ['next', 'pikube']],
    ['rules', 0, ['rules']],
    ['trace', 0, ['trace', 'pikube', 'client', '10.0.0.100']],
    // As with diff(1), 1 means that the profiles differ.
    ['diff', 1, ['diff', 'profiles/single-node.yaml', 'profiles/pikube.yaml']],
  ])('%s', (_, status, args) => {
    const result = runOnMacOS(program, ...args);
    expect(result.stderr).toBe('');
    expect(result.status).toBe(status);
  });

  test('synth', () => {
    const output = join(folder, 'dist');
    const { status, stderr } = runOnMacOS(program, 'synth', '--output', output);
    expect(stderr).not.toContain('not on macOS');
    expect(status).toBe(0);
    expect(readdirSync(output)).toEqual(expect.arrayContaining(readdirSync('__snapshots__')));
  });

  test('lab reports that it needs Linux', () => {
    const { status, stderr } = runOnMacOS(program, 'lab', 'up', 'pikube');
    expect(stderr).toContain('needs Linux');
    expect(status).toBe(1);
  });
});
