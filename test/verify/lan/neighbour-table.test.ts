import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Output, Place } from '../../../src/verify';
import { CommandPlace, RememberingPlace } from '../../../src/verify';
import { owners } from '../../../src/verify/lan/neighbour-table';

const STRANGER = '02:00:00:00:00:99';

/** A machine that knows of an address only once it has asked for it. */
function client(): Place {
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

describe('who has an address', () => {
  it('is asked anew for other addresses, though the place remembers what it was asked', async () => {
    const here = new RememberingPlace(client());
    expect([...(await owners(here, ['10.0.0.100'])).keys()]).toEqual(['10.0.0.100']);
    expect([...(await owners(here, ['10.0.0.120'])).keys()]).toEqual(['10.0.0.120']);
  });

  it('is asked of nobody where there is no address', async () => {
    expect((await owners(client(), [])).size).toBe(0);
  });

  /** A machine whose programs answer by how their command line begins. */
  const machine = (answers: Readonly<Record<string, Partial<Output>>>): Place => ({
    name: 'client',
    run: (argv) => {
      const line = argv.join(' ');
      const [, answer = {}] = Object.entries(answers).find(([start]) => line.startsWith(start)) ?? [];
      return Promise.resolve({ status: 0, stdout: '', stderr: '', ...answer });
    },
  });

  it('is whoever answers now, whatever another interface remembers', async () => {
    const entry = (dev: string, rest: object) => ({ dst: '10.0.0.100', dev, ...rest });
    const list = (...entries: readonly object[]) => machine({ 'sh -c': { stdout: JSON.stringify(entries) } });
    const now = entry('eth0', { lladdr: STRANGER, state: ['REACHABLE'] });
    const before = entry('wlan0', { lladdr: '02:00:00:00:00:11', state: ['STALE'] });
    const failed = entry('wlan0', { state: ['FAILED'] });
    const owner = { mac: STRANGER, permanent: false, own: false };
    for (const here of [list(before, now), list(failed, now)])
      expect((await owners(here, ['10.0.0.100'])).get('10.0.0.100')).toEqual(owner);
    expect((await owners(list(failed), ['10.0.0.100'])).size).toBe(0);
    expect((await owners(list(failed, before), ['10.0.0.100'])).get('10.0.0.100')?.mac).toBe(
      '02:00:00:00:00:11',
    );
  });

  it('was not looked at where nobody can be asked', async () => {
    const without = machine({ ping: { status: 127 } });
    await expect(owners(without, ['10.0.0.100'])).rejects.toThrow('there is no "ping" on client');
    const stderr = 'ping: socktype: SOCK_RAW\nping: socket: Operation not permitted\n';
    await expect(owners(machine({ ping: { status: 2, stderr } }), ['10.0.0.100'])).rejects.toThrow(
      '"ping" on client may not ask: ping: socktype',
    );
  });

  it('is asked once more where the machine that had it is gone', async () => {
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
    const here = new CommandPlace('client', (argv) => [
      'env',
      `PATH=${folder}:${process.env['PATH']}`,
      ...argv,
    ]);
    await owners(here, ['10.0.0.5', '10.0.0.6', '10.0.0.7']);
    const asked = readFileSync(log, 'utf8').trim().split('\n');
    expect(asked.slice(0, 4).sort()).toEqual(['10.0.0.5', '10.0.0.6', '10.0.0.7', '127.0.0.1']);
    expect(asked.slice(4)).toEqual(['10.0.0.5']);
    rmSync(folder, { recursive: true });
  });

  it('was not looked at where ip is missing', async () => {
    const here: Place = {
      name: 'client',
      run: () => Promise.resolve({ status: 127, stdout: '', stderr: '' }),
    };
    await expect(owners(here, ['10.0.0.100'])).rejects.toThrow('on client');
  });
});
