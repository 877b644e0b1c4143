import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RETURN_FOLDER, RETURN_SCRIPT, RETURN_UNITS } from '../../../src/apply/return/return-script';
import { canStart, System } from './system';

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
