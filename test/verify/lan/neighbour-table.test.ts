import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandOutput, Host } from '../../../src/verify';
import { CommandHost, CachedHost } from '../../../src/verify';
import { readOwners } from '../../../src/verify/lan/neighbour-table';

const STRANGER = '02:00:00:00:00:99';

/** A machine that knows of an address only once it has asked for it. */
function client(): Host {
  const asked = new Set<string>();
  return {
    name: 'client',
    run: ([, , , , ...addresses]) => {
      for (const address of addresses) asked.add(address);
      const list = [...asked].map((dst) => ({ dst, dev: 'eth0', lladdr: STRANGER, state: ['REACHABLE'] }));
      return Promise.resolve({ status: 0, stdout: JSON.stringify(list), stderr: '' });
    },
  };
}

describe('the owner of an address', () => {
  it('is resolved for each set of addresses, also on a cached host', async () => {
    const host = new CachedHost(client());
    expect([...(await readOwners(host, ['10.0.0.100'])).keys()]).toEqual(['10.0.0.100']);
    expect([...(await readOwners(host, ['10.0.0.120'])).keys()]).toEqual(['10.0.0.120']);
  });

  it('is not resolved for an empty list', async () => {
    expect((await readOwners(client(), [])).size).toBe(0);
  });

  /** A machine whose programs answer by how their command line begins. */
  const machine = (answers: Readonly<Record<string, Partial<CommandOutput>>>): Host => ({
    name: 'client',
    run: (argv) => {
      const line = argv.join(' ');
      const [, answer = {}] = Object.entries(answers).find(([start]) => line.startsWith(start)) ?? [];
      return Promise.resolve({ status: 0, stdout: '', stderr: '', ...answer });
    },
  });

  it('is the machine that answers now, not an old entry of another interface', async () => {
    const entry = (dev: string, rest: object) => ({ dst: '10.0.0.100', dev, ...rest });
    const list = (...entries: readonly object[]) => machine({ 'sh -c': { stdout: JSON.stringify(entries) } });
    const now = entry('eth0', { lladdr: STRANGER, state: ['REACHABLE'] });
    const before = entry('wlan0', { lladdr: '02:00:00:00:00:11', state: ['STALE'] });
    const failed = entry('wlan0', { state: ['FAILED'] });
    const owner = { mac: STRANGER, permanent: false, own: false };
    for (const host of [list(before, now), list(failed, now)])
      expect((await readOwners(host, ['10.0.0.100'])).get('10.0.0.100')).toEqual(owner);
    expect((await readOwners(list(failed), ['10.0.0.100'])).size).toBe(0);
    expect((await readOwners(list(failed, before), ['10.0.0.100'])).get('10.0.0.100')?.mac).toBe(
      '02:00:00:00:00:11',
    );
  });

  it('is skipped where ping lacks permission', async () => {
    const without = machine({ ping: { status: 127 } });
    await expect(readOwners(without, ['10.0.0.100'])).rejects.toThrow('client has no "ping"');
    const stderr = 'ping: socktype: SOCK_RAW\nping: socket: Operation not permitted\n';
    await expect(readOwners(machine({ ping: { status: 2, stderr } }), ['10.0.0.100'])).rejects.toThrow(
      '"ping" on client lacks permission: ping: socktype',
    );
  });

  it('is resolved again where the previous owner is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'netstack-'));
    const log = join(folder, 'log');
    const program = (name: string, text: string) =>
      writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    program('ping', `for last; do :; done; echo "$last" >> ${log}`);
    program(
      'ip',
      [
        'case "$*" in',
        '*"to 10.0.0.5 nud reachable"*) echo stale ;;', // known before, and gone
        '*"to 10.0.0.7 nud reachable"*) echo reachable ;;', // known before, and there
        '*"to 10.0.0.5 nud failed"* | *"to 10.0.0.6 nud failed"*) echo failed ;;',
        '*neighbour) echo "[]" ;;',
        'esac',
      ].join('\n'),
    );
    const host = new CommandHost('client', (argv) => [
      'env',
      `PATH=${folder}:${process.env['PATH']}`,
      ...argv,
    ]);
    await readOwners(host, ['10.0.0.5', '10.0.0.6', '10.0.0.7']);
    const asked = readFileSync(log, 'utf8').trim().split('\n');
    expect(asked.slice(0, 4).sort()).toEqual(['10.0.0.5', '10.0.0.6', '10.0.0.7', '127.0.0.1']);
    expect(asked.slice(4)).toEqual(['10.0.0.5']);
    rmSync(folder, { recursive: true });
  });

  it('is skipped where ping is missing', async () => {
    const host: Host = {
      name: 'client',
      run: () => Promise.resolve({ status: 127, stdout: '', stderr: '' }),
    };
    await expect(readOwners(host, ['10.0.0.100'])).rejects.toThrow('client has no "ping"');
  });
});
