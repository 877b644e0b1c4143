import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ApplyAccess } from '../../src/apply';
import { runSteps } from '../../src/apply/run-steps';
import { runOn, writeFileOn } from '../../src/steps';
import type { Host } from '../../src/verify';
import { renderProfile } from '../diff/rendered';
import { MINIMAL } from '../plan-of';
import { FakeAccess } from './fake-cluster';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netstack-run-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** This machine. The standard input of the command is a socket. */
const here: Host = {
  name: 'one',
  run: ([program = '', ...argv], { input = '' } = {}) =>
    new Promise((resolve) => {
      const child = spawn(program, argv);
      let stderr = '';
      child.stdout.resume();
      child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
      child.once('close', (status) => resolve({ status: status ?? 1, stdout: '', stderr }));
      child.stdin.end(input);
    }),
};

test('a file is written from standard input where that is a socket', async () => {
  const file = join(folder, 'a/token');
  const access: ApplyAccess = {
    title: 'here',
    node: () => here,
    kubectl: () => Promise.reject(new Error('no kubectl')),
    close: () => Promise.resolve(),
  };
  const write = writeFileOn({ name: 'one', address: '10.0.0.11' }, file, { lines: ['token'] });
  await runSteps([{ id: 'write', title: 'Write.', actions: [write] }], {
    ...{ access, cluster: renderProfile(MINIMAL, 'home'), secrets: new Map() },
    renew: () => Promise.resolve(),
    say: () => undefined,
  });
  expect(readFileSync(file, 'utf8')).toBe('token\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each([
  ['succeeds where the interface does not exist', 'Cannot find device "flannel.1"', true],
  ['fails for any other reason', 'RTNETLINK answers: Operation not permitted', false],
])('the deletion of an interface %s', async (_, stderr, isPassed) => {
  const access = new FakeAccess(() => ({ status: 1, stderr }));
  const actions = [runOn({ name: 'one', address: '10.0.0.11' }, ['ip', 'link', 'delete', 'flannel.1'])];
  const result = runSteps([{ id: 'delete', title: 'Delete.', actions }], {
    ...{ access, cluster: renderProfile(MINIMAL, 'home'), secrets: new Map() },
    renew: () => Promise.resolve(),
    say: () => undefined,
  });
  await (isPassed ? expect(result).resolves.toBeUndefined() : expect(result).rejects.toThrow(stderr));
});

test('a command that did not end in time names its time limit', async () => {
  const access = new FakeAccess(() => ({ status: 128 }));
  const actions = [runOn({ name: 'one', address: '10.0.0.11' }, ['rm', '-f', '/etc/a'])];
  const result = runSteps([{ id: 'remove', title: 'Remove.', actions }], {
    ...{ access, cluster: renderProfile(MINIMAL, 'home'), secrets: new Map() },
    renew: () => Promise.resolve(),
    say: () => undefined,
  });
  await expect(result).rejects.toThrow('"rm -f /etc/a" on one did not end within 300 s');
});
