import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RETURN_FOLDER, RETURN_SCRIPT, RETURN_UNITS } from '../../../src/apply/return/return-script';

const FILE = '/etc/netstack-test.yaml';
const TIMER = 'netstack-return.timer';

/** k3s, as far as the return needs it. */
const K3S_UNIT = `[Unit]
Description=Stand-in for k3s
[Service]
ExecStart=/bin/sleep infinity
[Install]
WantedBy=multi-user.target
`;

const canStart = process.getuid?.() === 0 && existsSync('/lib/systemd/systemd');

/** systemd as PID 1 of namespaces of its own, with files that survive its restarts. */
class System {
  private readonly folder = mkdtempSync(join(tmpdir(), 'netstack-systemd-'));
  private process: ChildProcess | undefined;
  private init = '';

  async boot(id: string): Promise<void> {
    const kinds = ['--mount', '--pid', '--fork', '--uts', '--ipc', '--net', '--cgroup', '--kill-child'];
    const words = ['unshare', ...kinds, 'sh', 'test/cluster/apply/systemd.sh', this.folder, id];
    this.process = spawn('setsid', words, { stdio: 'ignore' });
    for (let attempt = 0; attempt < 60; attempt += 1) {
      await delay(500);
      this.init = this.findInit();
      const state = this.init === '' ? '' : this.run('systemctl', 'is-system-running').stdout.trim();
      if (state === 'running' || state === 'degraded') return;
    }
    throw new Error('systemd does not start');
  }

  /** As a power failure would. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.process?.once('exit', resolve));
    process.kill(Number(this.init), 'SIGKILL');
    await ended;
  }

  run(...argv: readonly string[]) {
    return spawnSync('nsenter', ['-t', this.init, '-a', ...argv], { encoding: 'utf8' });
  }

  write(path: string, text: string): void {
    const words = ['-t', this.init, '-a', 'sh', '-c', 'mkdir -p "$(dirname "$1")" && cat > "$1"', 'sh', path];
    spawnSync('nsenter', words, { input: text });
  }

  async close(): Promise<void> {
    if (this.init !== '') await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** setsid and unshare replace each other; systemd is their only child. */
  private findInit(): string {
    const { pid } = this.process ?? {};
    const file = `/proc/${String(pid)}/task/${String(pid)}/children`;
    const [child = ''] = existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ') : [];
    return child;
  }
}

function arm(system: System, period: number): void {
  const put = (name: string, text: string) => system.write(`${RETURN_FOLDER}/${name}`, text);
  system.write(FILE, 'old\n');
  system.write('/etc/systemd/system/k3s.service', K3S_UNIT);
  put('return.sh', RETURN_SCRIPT);
  put('paths', `${FILE}\n`);
  put('unit', 'k3s\n');
  put('state', 'running\n');
  put('period', `${period}\n`);
  for (const [path, text] of Object.entries(RETURN_UNITS)) system.write(path, text);
  system.run('systemctl', 'daemon-reload');
  system.run('systemctl', 'enable', '--now', 'k3s');
  for (const verb of ['arm', 'start']) {
    const { status, stderr } = system.run('sh', `${RETURN_FOLDER}/return.sh`, verb);
    expect(status, stderr).toBe(0);
  }
  system.write(FILE, 'new\n');
}

async function waitForReturn(system: System, seconds: number): Promise<number> {
  const start = Date.now();
  while (Date.now() - start < seconds * 1000) {
    if (system.run('cat', `${RETURN_FOLDER}/result`).stdout === 'returned\n')
      return (Date.now() - start) / 1000;
    await delay(500);
  }
  throw new Error(system.run('cat', `${RETURN_FOLDER}/log`).stdout);
}

describe.skipIf(!canStart)('the timer of systemd', () => {
  let system: System;
  beforeEach(async () => {
    system = new System();
    await system.boot('first');
  });
  afterEach(() => system.close());

  it('returns at the deadline, and restarts k3s', async () => {
    arm(system, 15);
    expect(system.run('systemctl', 'is-active', TIMER).stdout).toBe('active\n');
    const before = system.run('systemctl', 'show', '-p', 'MainPID', 'k3s').stdout;
    const seconds = await waitForReturn(system, 60);
    console.log(`systemd: returned after ${seconds} s of 15 s`);
    expect(seconds).toBeGreaterThan(10);
    expect(system.run('cat', FILE).stdout).toBe('old\n');
    expect(system.run('systemctl', 'show', '-p', 'MainPID', 'k3s').stdout).not.toBe(before);
  });

  it('returns one deadline after a restart of the system', async () => {
    arm(system, 20);
    await system.kill();
    await system.boot('second');
    expect(system.run('cat', FILE).stdout).toBe('new\n');
    const seconds = await waitForReturn(system, 90);
    console.log(`systemd: returned ${seconds} s after a restart, with a deadline of 20 s`);
    expect(system.run('cat', FILE).stdout).toBe('old\n');
    expect(system.run('cat', `${RETURN_FOLDER}/log`).stdout).toContain('the node has restarted');
    expect(system.run('systemctl', 'is-active', 'k3s').stdout).toBe('active\n');
  });

  it('stops after a confirmation', async () => {
    arm(system, 5);
    expect(system.run('sh', `${RETURN_FOLDER}/return.sh`, 'confirm').status).toBe(0);
    await delay(8000);
    expect(system.run('cat', FILE).stdout).toBe('new\n');
    system.run('sh', `${RETURN_FOLDER}/return.sh`, 'clean');
    expect(system.run('systemctl', 'is-active', TIMER).stdout).toBe('inactive\n');
    expect(system.run('ls', RETURN_FOLDER).status).not.toBe(0);
  });
});
