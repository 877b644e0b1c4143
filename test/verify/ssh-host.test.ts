import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SshHost } from '../../src/verify';

let folder = '';
const path = process.env['PATH'] ?? '';

/** An ssh that notes how many run at the same time, and then does what a test wants. */
function installSsh(script: string): void {
  const file = join(folder, 'ssh');
  writeFileSync(
    file,
    `#!/bin/sh\ntouch ${folder}/run-$$\nls ${folder} | grep -c run- >> ${folder}/counts\nsleep 0.3\nrm ${folder}/run-$$\n${script}\n`,
  );
  chmodSync(file, 0o755);
  process.env['PATH'] = `${folder}:${path}`;
}

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netstack-ssh-'))));
afterEach(() => {
  process.env['PATH'] = path;
  rmSync(folder, { recursive: true, force: true });
});

test('no more commands run at the same time than sshd has sessions for', async () => {
  installSsh('exit 0');
  const host = new SshHost('one', '10.0.0.11', { folder });
  await Promise.all(Array.from({ length: 20 }, () => host.run(['true'], { timeoutSeconds: 60 })));
  const counts = readFileSync(join(folder, 'counts'), 'utf8').trim().split('\n').map(Number);
  expect(counts).toHaveLength(21);
  expect(Math.max(...counts)).toBeLessThanOrEqual(8);
});

test('a command that ssh could not run is no answer of the host', async () => {
  installSsh('case "$*" in *cat*) echo "Session open refused by peer" >&2; exit 255;; esac; exit 0');
  const host = new SshHost('one', '10.0.0.11', { folder });
  await expect(host.run(['cat', '/run/flannel/subnet.env'])).rejects.toThrow(/ssh to one at 10\.0\.0\.11/);
});
