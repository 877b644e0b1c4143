import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Made } from '../../../src/lab/execution/journal';
import { Journal } from '../../../src/lab/execution/journal';
import { folderOf } from '../../../src/lab/execution/lab';
import { takeDown } from '../../../src/lab/execution/take-down';
import { emptyFolder } from '../../cli/call';
import { FakeHost, HAS_LOCKS, INSTANCES, WATCHES } from './fake-host';

let labs = '';
beforeEach(() => {
  labs = emptyFolder();
  vi.stubEnv('NETSTACK_LABS', labs);
});
afterEach(() => vi.unstubAllEnvs());

/** A lab's folder, and what is written down of it. */
function remains(...made: readonly Made[]): string {
  const { path, journal } = folderOf('home');
  mkdirSync(path);
  for (const one of made) new Journal(journal).record(one);
  return path;
}

async function down(host: FakeHost): Promise<readonly string[]> {
  const said: string[] = [];
  await takeDown('home', (line) => said.push(line), host.record);
  return said;
}

test('what a lab made goes, and the folder that labs are kept in stays where a user has named it', async () => {
  const host = new FakeHost();
  const cgroup = join(host.cgroups, 'netstack-lab.home');
  mkdirSync(join(cgroup, 'one/init'), { recursive: true });
  const path = remains({ made: 'cgroup', path: cgroup });
  expect(await down(host)).toEqual([]);
  expect([existsSync(cgroup), existsSync(path), existsSync(labs)]).toEqual([false, false, true]);
});

test('after a restart of the host nothing but files is left', async () => {
  const host = new FakeHost();
  const path = remains({ made: 'cgroup', path: join(host.cgroups, 'netstack-lab.home') });
  expect(await down(host)).toEqual([]);
  expect(existsSync(path)).toBe(false);
});

test('where no cgroups are seen a lab is not taken for gone', async () => {
  const host = new FakeHost();
  const path = remains({ made: 'cgroup', path: join(host.cgroups, 'netstack-lab.home') });
  host.hideCgroups();
  await expect(down(host)).rejects.toThrow(
    'no cgroups are mounted here, so the processes of the lab cannot be found: take it down outside of containers and of "ip netns exec"',
  );
  expect(existsSync(path)).toBe(true);
});

describe.runIf(HAS_LOCKS)('a lab of before', () => {
  test('goes by its own journal, and what it wrote down of the host is put back by the last one', async () => {
    const host = new FakeHost({ [INSTANCES]: '8192', [WATCHES]: '1000000' });
    const [cgroup, other] = ['home', 'other'].map((name) => join(host.cgroups, `netstack-lab.${name}`));
    for (const path of [cgroup, other]) mkdirSync(path ?? '');
    const settings = join(labs, 'kernel-settings.json');
    writeFileSync(
      settings,
      JSON.stringify({ [INSTANCES]: '128\n', [WATCHES]: '1000000\n', 'kernel/panic': '0\n' }),
    );
    remains(
      { made: 'controllers', path: host.cgroups, names: ['io'] },
      { made: 'cgroup', path: cgroup ?? '' },
    );
    expect(await down(host)).toEqual([]);
    expect([existsSync(cgroup ?? ''), existsSync(settings), host.get(INSTANCES)]).toEqual([
      false,
      false,
      '8192',
    ]);

    remains({ made: 'cgroup', path: other ?? '' });
    expect(await down(host)).toEqual([`put back: /proc/sys/${INSTANCES}`]);
    expect(host.get(INSTANCES)).toBe('128');
  });
});
