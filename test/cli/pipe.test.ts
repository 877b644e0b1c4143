import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { fleetOf } from './fleet';

/** Runs a line of bash; a pipe's status is that of the first command that fails. */
const bash = (line: string) =>
  spawnSync('bash', ['-o', 'pipefail', '-c', line], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test('a reader of standard output that closes early gets no message, and the command succeeds', () => {
  const { status, stdout, stderr } = bash('node bin/netstack.js rules --format json | head -c 2');
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '[\n', stderr: '' });
});

test('a reader of standard error that closes early changes neither the files nor the exit status', () => {
  const profiles = Array.from({ length: 40 }, (_, index) => [`s${index}`, MINIMAL] as const);
  const folders = fleetOf(Object.fromEntries(profiles));
  const synth = `node bin/netstack.js synth --profiles ${folders.profiles} --output ${folders.output}`;
  expect(bash(`${synth} --force 2>&1 >/dev/null | true`)).toMatchObject({ status: 0, stderr: '' });
  expect(bash(`${synth} --force 2>&1 | head -1`)).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(folders.output).filter((name) => name.startsWith('s'))).toHaveLength(40);
});

test.runIf(existsSync('/dev/full'))(
  'output that cannot be written is one line, and the command fails',
  () => {
    for (const command of ['rules --format json', 'rules', '--help']) {
      const { status, stderr } = bash(`node bin/netstack.js ${command} > /dev/full`);
      expect({ command, status }).toEqual({ command, status: 1 });
      expect(stderr).toMatch(/^netstack: cannot write the output: ENOSPC[^\n]*\n$/);
    }
  },
);
