import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { buildNetstack } from './built';
import { call } from './call';

const folder = mkdtempSync(join(tmpdir(), 'netstack-watch-'));
const profile = join(folder, 'home.yaml');
let program = '';
let child: ChildProcess;
let printed = '';

beforeAll(() => {
  program = buildNetstack(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  writeFileSync(profile, MINIMAL);
  printed = '';
  startWatch(profile);
  await reads('1 profile, 0 errors, 0 warnings, 0 hints\n');
});
afterEach(() => void child.kill());

function startWatch(...args: readonly string[]): void {
  child = spawn(process.execPath, [program, 'validate', '--watch', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (printed += text));
}

/** Waits until the process has printed a text, which it then forgets. */
async function reads(text: string): Promise<void> {
  await expect.poll(() => printed, { timeout: 20_000 }).toContain(text);
  // The folder is watched right after the first report.
  await new Promise((resolve) => setTimeout(resolve, 100));
  printed = '';
}

const WRONG = MINIMAL.replace('10.0.0.11', '10.0.9.11');

test('a profile that is written in place is checked again', async () => {
  writeFileSync(profile, WRONG);
  await reads('1 profile, 1 error');
  writeFileSync(profile, MINIMAL);
  await reads('1 profile, 0 errors');
});

test('a profile that an editor replaces is checked again', async () => {
  const draft = join(folder, 'home.draft');
  writeFileSync(draft, WRONG);
  renameSync(draft, profile);
  await reads('1 profile, 1 error');
});

test('a profile that is missing for a moment is reported, and is checked when it is back', async () => {
  rmSync(profile);
  await reads('home.yaml');
  writeFileSync(profile, MINIMAL);
  await reads('1 profile, 0 errors');
});

test('a profile that cannot be read at the start is checked when it can', async () => {
  child.kill();
  const profiles = join(folder, 'profiles');
  const link = join(profiles, 'home.yaml');
  mkdirSync(profiles);
  symlinkSync('missing', link);
  startWatch('--profiles', profiles);
  await reads('home.yaml');
  expect(child.exitCode).toBeNull();
  rmSync(link);
  writeFileSync(link, MINIMAL);
  await reads('1 profile, 0 errors');
});

test('a running cluster is not watched', async () => {
  expect(await call('validate', '--watch', '--live', profile)).toEqual({
    status: 2,
    stdout: '',
    stderr: 'netstack: --watch reads profiles only: leave --live out\n',
  });
});
