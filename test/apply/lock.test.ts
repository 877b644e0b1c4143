import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApplyLock } from '../../src/apply';
import type { Host } from '../../src/verify';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netstack-lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** This machine, with the lock in the folder of the test, and another process as the one that holds it. */
function hostAs(pid = String(process.pid)): Host {
  return {
    name: 's1',
    run: ([program = '', ...argv]) => {
      const words = argv.map((word) =>
        word === '/run/netstack-apply.lock' ? join(folder, 'lock') : word.replace(/ \d+$/, ` ${pid}`),
      );
      const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
      return Promise.resolve({ status: status ?? 1, stdout, stderr });
    },
  };
}

const lockOf = (owner: string, host = hostAs(), seconds = 60) => new ApplyLock(host, owner, 'apply', seconds);

test('a second run is refused while the first one holds the lock', async () => {
  const first = lockOf('first');
  await first.hold();
  await expect(lockOf('second').hold()).rejects.toThrow(
    /^another apply changes this cluster: apply, for another \d+ s at most$/,
  );
  await first.hold();
  await first.release();
  await lockOf('second').hold();
});

test('the lock of a process that was killed is taken at once', async () => {
  const child = spawn('sleep', ['60']);
  const killed = hostAs(String(child.pid));
  await lockOf('first', killed).hold();
  await expect(lockOf('second').hold()).rejects.toThrow('another apply');
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });
  await lockOf('second').hold();
  await expect(lockOf('first', killed).hold()).rejects.toThrow('another apply');
});

test('a lock that was not renewed expires', async () => {
  await lockOf('first', hostAs(), 1).hold();
  await new Promise((resolve) => setTimeout(resolve, 2100));
  await lockOf('second').hold();
});

test('a lock that was not taken in time names the time limit', async () => {
  const host: Host = { name: 's1', run: () => Promise.resolve({ status: 128, stdout: '', stderr: '' }) };
  await expect(lockOf('first', host).hold()).rejects.toThrow(
    /^the lock on s1 cannot be taken: the command did not end within 20 s$/,
  );
});
