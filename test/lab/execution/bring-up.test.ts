import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bringUp } from '../../../src/lab/execution/bring-up';
import { Journal } from '../../../src/lab/execution/journal';
import { folderOf } from '../../../src/lab/execution/lab';
import { cgroupName, machineFolder } from '../../../src/lab/layout/folders';
import { emptyFolder } from '../../cli/call';
import { ABLE_HOST } from '../host-of';
import { FakeHost } from './fake-host';
import { madeLab, requestOf } from './made-lab';
import { withoutSudo } from '../../terminal/without-sudo';

let labs = '';
let host: FakeHost;
beforeEach(() => {
  labs = join(emptyFolder(), 'labs');
  host = new FakeHost();
  vi.stubEnv('NETSTACK_LABS', labs);
});
afterEach(() => vi.unstubAllEnvs());

/** Asks for a lab of two nodes, with the fake host's cgroups; it has to be refused before anything is made. */
async function refusal(): Promise<string> {
  const { description } = requestOf();
  const cgroups = [{ version: 2, path: host.cgroups, options: '' }] as const;
  const request = requestOf({ description: { ...description, host: { ...ABLE_HOST, cgroups } } });
  const said: string[] = [];
  const refused = await bringUp(request, (line) => said.push(line), host.record).then(
    () => 'it was made',
    (error: Error) => withoutSudo(error.message),
  );
  expect(said).toEqual([]);
  expect(host.isForgotten).toBe(true);
  return refused;
}

/** The process that keeps the namespaces of a lab's router. */
function routerRuns(startTime: string): void {
  const lab = madeLab(labs, requestOf().description);
  const { path, init } = machineFolder(lab.folder, lab.layout.router.name);
  mkdirSync(path, { recursive: true });
  writeFileSync(init, JSON.stringify({ id: process.pid, startTime }));
}

const LEFT = 'an earlier lab of home was not removed: run "npx --no netstack lab down home" first';

describe('a second up', () => {
  test.runIf(existsSync('/proc/self/stat'))('of a lab that runs is refused', async () => {
    routerRuns(
      readFileSync('/proc/self/stat', 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? '',
    );
    const before = readdirSync(folderOf('home').path, { recursive: true });
    expect(await refusal()).toBe(
      'a lab of home exists already: "npx --no netstack lab status home" shows its state, "npx --no netstack lab down home" removes it',
    );
    expect(readdirSync(folderOf('home').path, { recursive: true })).toEqual(before);
  });

  test('over a lab whose processes have exited is refused, also if another process has the ID', async () => {
    routerRuns('1');
    expect(await refusal()).toBe(LEFT);
  });

  test('over a lab whose up was interrupted is refused', async () => {
    const { path, journal } = folderOf('home');
    mkdirSync(path, { recursive: true });
    new Journal(journal).record({ made: 'lab', cluster: 'home' });
    expect(await refusal()).toBe(LEFT);
    expect(readdirSync(path)).toEqual(['journal.ndjson']);
  });

  test('over a folder that is not a lab is refused', async () => {
    const { path } = folderOf('home');
    mkdirSync(path, { recursive: true });
    expect(await refusal()).toBe(
      `"${path}" exists and is not a lab: name another folder for labs by NETSTACK_LABS`,
    );
    expect(readdirSync(path)).toEqual([]);
  });

  test('over cgroups of a lab whose folder was deleted is refused, with the commands that remove them', async () => {
    const cgroup = join(host.cgroups, cgroupName(folderOf('home')));
    mkdirSync(join(cgroup, 'one'), { recursive: true });
    writeFileSync(join(cgroup, 'one/cgroup.procs'), '12\n13\n');
    expect(await refusal()).toBe(
      `the cgroup ${cgroup} exists already: it belongs to a lab in another folder, or in one that was deleted. Remove that lab by lab down with its NETSTACK_LABS; if its folder was deleted, run "kill -9 12 13 && find ${cgroup} -depth -type d -exec rmdir '{}' +"`,
    );
    expect(existsSync(labs)).toBe(false);
  });
});
