import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LabError } from '../../../src/lab/errors';
import type { Made } from '../../../src/lab/execution/journal';
import { Journal } from '../../../src/lab/execution/journal';
import { folderOf } from '../../../src/lab/execution/lab';
import { takeDown } from '../../../src/lab/execution/take-down';
import { emptyFolder } from '../../cli/call';
import { FakeHost } from './fake-host';

let labs = '';
beforeEach(() => {
  labs = emptyFolder();
  vi.stubEnv('NETSTACK_LABS', labs);
});
afterEach(() => vi.unstubAllEnvs());

/** A lab's folder with its journal. */
function remains(...made: readonly Made[]): string {
  const { path, journal } = folderOf('home');
  mkdirSync(path);
  for (const one of [{ made: 'lab', cluster: 'home' } as const, ...made]) new Journal(journal).record(one);
  return path;
}

async function down(host: FakeHost): Promise<readonly string[]> {
  const said: string[] = [];
  await takeDown('home', (line) => said.push(line), host.record);
  return said;
}

test('down removes what a lab made, and keeps the folder that NETSTACK_LABS names', async () => {
  const host = new FakeHost();
  const cgroup = join(host.cgroups, 'netstack-lab.home');
  mkdirSync(join(cgroup, 'one/init'), { recursive: true });
  const path = remains({ made: 'cgroup', path: cgroup });
  expect(await down(host)).toEqual([]);
  expect([existsSync(cgroup), existsSync(path), existsSync(labs)]).toEqual([false, false, true]);
});

test('after a restart of the host down removes the files', async () => {
  const host = new FakeHost();
  const path = remains({ made: 'cgroup', path: join(host.cgroups, 'netstack-lab.home') });
  expect(await down(host)).toEqual([]);
  expect(existsSync(path)).toBe(false);
});

test('where no cgroups are mounted, down refuses and keeps the lab', async () => {
  const host = new FakeHost();
  const path = remains({ made: 'cgroup', path: join(host.cgroups, 'netstack-lab.home') });
  host.hideCgroups();
  await expect(down(host)).rejects.toThrow(
    'no cgroups are mounted here, so the processes of the lab cannot be found: run the command outside of containers and of "ip netns exec"',
  );
  expect(existsSync(path)).toBe(true);
});

describe('a folder that is not a lab is refused, and keeps its files', () => {
  const file = () => join(labs, 'home/data/precious');
  beforeEach(() => {
    mkdirSync(join(labs, 'home/data'), { recursive: true });
    writeFileSync(file(), 'kept');
  });
  const refusal = (path: string) => `"${path}" has no record of a lab of home: nothing was removed`;

  async function expectRefused(message: string): Promise<void> {
    const host = new FakeHost();
    await expect(down(host)).rejects.toThrow(new LabError(message));
    expect(readFileSync(file(), 'utf8')).toBe('kept');
  }

  test('without any record', () => expectRefused(refusal(join(labs, 'home'))));

  test.each([
    ['journal.ndjson', '{"made":"lab","cluster":"other"}\n'],
    ['journal.ndjson', '{"made":"lab","cluster":"home"'],
    ['journal.ndjson', 'dear diary\n'],
    ['journal.ndjson', 'null\n'],
    ['lab.json', '{"layout":{"cluster":"other"}}'],
    ['lab.json', '[]'],
    ['lab.json', 'null'],
  ])('with %s: %s', (name, text) => {
    writeFileSync(join(labs, 'home', name), text);
    return expectRefused(refusal(join(labs, 'home')));
  });

  test('through a link to a lab', async () => {
    mkdirSync(join(labs, 'elsewhere'));
    const linked = join(labs, 'elsewhere/home');
    renameSync(join(labs, 'home'), linked);
    writeFileSync(join(linked, 'journal.ndjson'), '{"made":"lab","cluster":"home"}\n');
    symlinkSync(linked, join(labs, 'home'));
    await expectRefused(refusal(join(labs, 'home')));
  });

  test('with something mounted in it', async () => {
    writeFileSync(join(labs, 'home/journal.ndjson'), '{"made":"lab","cluster":"home"}\n');
    const host = new FakeHost();
    host.mount(join(labs, 'home/data'));
    await expect(down(host)).rejects.toThrow(
      `something is mounted in the lab: run "umount ${join(labs, 'home/data')}" first; nothing was removed`,
    );
    expect(existsSync(file())).toBe(true);
  });
});

test('an empty folder is refused, with the command that removes it', async () => {
  mkdirSync(join(labs, 'home'));
  await expect(down(new FakeHost())).rejects.toThrow(
    `"${labs}/home" has no record of a lab of home: nothing was removed. It is empty: "rmdir ${labs}/home" removes it`,
  );
});

test('a lab of an earlier version, whose journal names cgroups only, is removed', async () => {
  const host = new FakeHost();
  mkdirSync(join(labs, 'home'));
  const { path, journal, description } = folderOf('home');
  writeFileSync(description, '{"layout":{"cluster":"home"}}');
  new Journal(journal).record({ made: 'cgroup', path: join(host.cgroups, 'netstack-lab.home@0a1b2c3d') });
  await down(host);
  expect(existsSync(path)).toBe(false);
});

test.each(['system.slice', 'netstack-lab.other', 'netstack-lab.home/one', 'netstack-lab.homestead'])(
  'a journal that names the cgroup %s is refused before a process is killed',
  async (name) => {
    const host = new FakeHost();
    const cgroup = join(host.cgroups, name);
    mkdirSync(cgroup, { recursive: true });
    const path = remains({ made: 'cgroup', path: cgroup });
    await expect(down(host)).rejects.toThrow(
      `"${path}/journal.ndjson" names ${cgroup}, which is not a cgroup of the lab: nothing was removed`,
    );
    expect([existsSync(cgroup), existsSync(path)]).toEqual([true, true]);
  },
);
