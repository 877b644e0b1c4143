import { mkdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FakeHost, HAS_LOCKS, INSTANCES, WATCHES } from './fake-host';

const LOW = { [INSTANCES]: '128', [WATCHES]: '1000000' };

/** A lab of a folder of its own, as far as the host knows of it. */
async function up(host: FakeHost, cgroup: string): Promise<readonly string[]> {
  return host.record.change(() => {
    mkdirSync(join(host.cgroups, cgroup));
    return host.record.raiseLimits();
  });
}

async function down(host: FakeHost, cgroup: string): Promise<readonly string[]> {
  rmdirSync(join(host.cgroups, cgroup));
  return host.record.revert();
}

describe.runIf(HAS_LOCKS)('changes to the host', () => {
  test('limits that are too low are raised and restored, others stay', async () => {
    const host = new FakeHost(LOW);
    expect(await up(host, 'netstack-lab.home')).toEqual([INSTANCES]);
    expect([host.get(INSTANCES), host.get(WATCHES)]).toEqual(['8192', '1000000']);
    expect(await down(host, 'netstack-lab.home')).toEqual([INSTANCES]);
    expect([host.get(INSTANCES), host.get(WATCHES)]).toEqual(['128', '1000000']);
    expect(host.isForgotten).toBe(true);
  });

  test('the last lab of the host restores them, whichever folder it is in', async () => {
    const host = new FakeHost(LOW);
    await up(host, 'netstack-lab.home');
    expect(await up(host, 'netstack-lab.home@0a1b2c3d')).toEqual([]);
    expect(await down(host, 'netstack-lab.home')).toEqual([]);
    expect(host.get(INSTANCES)).toBe('8192');
    expect(await down(host, 'netstack-lab.home@0a1b2c3d')).toEqual([INSTANCES]);
    expect(host.get(INSTANCES)).toBe('128');
  });

  test('restoring twice, or without a record, changes nothing', async () => {
    const host = new FakeHost(LOW);
    expect(await host.record.revert()).toEqual([]);
    await up(host, 'netstack-lab.home');
    await down(host, 'netstack-lab.home');
    host.set(INSTANCES, '8192');
    expect(await host.record.revert()).toEqual([]);
    expect(host.get(INSTANCES)).toBe('8192');
  });

  test('a setting that was changed since stays', async () => {
    const host = new FakeHost(LOW);
    await up(host, 'netstack-lab.home');
    host.set(INSTANCES, '65536');
    expect(await down(host, 'netstack-lab.home')).toEqual([]);
    expect(host.get(INSTANCES)).toBe('65536');
  });

  test('after a crash before a limit was raised, a second lab raises and restores it', async () => {
    const host = new FakeHost(LOW);
    await up(host, 'netstack-lab.home');
    host.set(INSTANCES, '128');
    expect(await up(host, 'netstack-lab.rack')).toEqual([INSTANCES]);
    host.set(INSTANCES, '128');
    await down(host, 'netstack-lab.rack');
    expect(await down(host, 'netstack-lab.home')).toEqual([]);
    expect(host.get(INSTANCES)).toBe('128');
  });

  test('a record of before a reboot is void', async () => {
    const host = new FakeHost(LOW);
    await up(host, 'netstack-lab.home');
    // Its own configuration happens to say what a lab had made of it.
    host.restart({ [INSTANCES]: '8192' });
    expect(await down(host, 'netstack-lab.home')).toEqual([]);
    expect([host.get(INSTANCES), host.isForgotten]).toEqual(['8192', true]);
  });

  test('a lab after a reboot records the current settings', async () => {
    const host = new FakeHost(LOW);
    await up(host, 'netstack-lab.home');
    host.restart({ [INSTANCES]: '256' });
    await up(host, 'netstack-lab.rack');
    await down(host, 'netstack-lab.home');
    await down(host, 'netstack-lab.rack');
    expect(host.get(INSTANCES)).toBe('256');
  });

  test('without a view of the cgroups nothing is restored', async () => {
    const host = new FakeHost(LOW);
    await up(host, 'netstack-lab.home');
    host.hideCgroups();
    expect(await host.record.revert()).toEqual([]);
    expect(host.get(INSTANCES)).toBe('8192');
  });

  test('two labs change the host one after the other', async () => {
    const host = new FakeHost(LOW);
    const seen: string[] = [];
    const change = (name: string) =>
      host.record.change(async () => {
        seen.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        seen.push(`${name} ends`);
      });
    await Promise.all([change('one'), change('two')]);
    const [first = ''] = seen;
    const order = first.startsWith('one') ? ['one', 'two'] : ['two', 'one'];
    expect(seen).toEqual(order.flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  test('a change that fails releases the lock', async () => {
    const host = new FakeHost(LOW);
    await expect(host.record.change(() => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
    expect(await host.record.change(() => 'done')).toBe('done');
  });

  test('only root can read the record', async () => {
    const host = new FakeHost(LOW);
    await up(host, 'netstack-lab.home');
    expect(JSON.parse(readFileSync(host.file, 'utf8'))).toMatchObject({
      limits: { [INSTANCES]: { was: '128', made: '8192' } },
      controllers: {},
    });
    expect(statSync(host.file).mode & 0o777).toBe(0o600);
  });
});
