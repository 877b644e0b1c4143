import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import type * as HostRecords from '../../src/lab/execution/host-record';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

/** Labs are looked for in an empty folder, and what they have changed of this machine in another. */
let labs = '';
const run = vi.hoisted(() => ({ folder: '' }));
vi.mock('../../src/lab/execution/host-record', async (load) => {
  const { HostRecord } = await load<typeof HostRecords>();
  return {
    HostRecord: class extends HostRecord {
      constructor() {
        super(run.folder);
      }
    },
  };
});
beforeEach(() => {
  run.folder = emptyFolder();
  labs = join(emptyFolder(), 'labs');
  vi.stubEnv('NETSTACK_LABS', labs);
  return () => vi.unstubAllEnvs();
});

const NONE = 'netstack: there is no lab of home: "netstack lab up home" makes one\n';

test.each([
  [['status', 'home'], NONE],
  [['kubeconfig', 'home'], NONE],
  [['exec', 'home', 'client', '--', 'true'], NONE],
  [['down', 'home'], 'netstack: there is no lab of home\n'],
  [
    ['down', '../home'],
    'netstack: "../home" is not a name for a cluster: use at most 253 lower-case letters, digits, dashes and dots, as in a host name (RFC 1123)\n',
  ],
])('lab %j without a lab', async (words, stderr) => {
  expect(await call('lab', ...words)).toEqual({ status: 1, stdout: '', stderr });
});

/** What an interrupted up leaves at first. */
function interrupted(): void {
  mkdirSync(join(labs, 'home'), { recursive: true });
  writeFileSync(join(labs, 'home/journal.ndjson'), '{"made":"lab","cluster":"home"}\n');
}

test('a lab whose up was interrupted can only be removed', async () => {
  interrupted();
  expect(await call('lab', 'status', 'home')).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'netstack: "netstack lab up home" was interrupted: "netstack lab down home" removes what it made\n',
  });
  expect(await call('lab', 'down', 'home')).toEqual({
    status: 0,
    stdout: '',
    stderr: 'the lab of home is gone\n',
  });
});

test('up over what is left of a lab is refused before anything else is checked', async () => {
  interrupted();
  const { profile, dist } = home();
  expect(await call('lab', 'up', profile, '--output', dist)).toEqual({
    status: 1,
    stdout: '',
    stderr: 'netstack: an earlier lab of home was not removed: run "netstack lab down home" first\n',
  });
});

test('down of a folder that is not a lab deletes nothing', async () => {
  const file = join(labs, 'home/data/precious');
  mkdirSync(join(labs, 'home/data'), { recursive: true });
  writeFileSync(file, '');
  expect(await call('lab', 'down', 'home')).toEqual({
    status: 1,
    stdout: '',
    stderr: `netstack: "${join(labs, 'home')}" has no record of a lab of home: nothing was removed\n`,
  });
  expect(existsSync(file)).toBe(true);
});

test.each(['0', '-5', '1.5', 'soon'])('--timeout %s', async (timeout) => {
  const { status, stderr } = await call('lab', 'up', 'home', `--timeout=${timeout}`);
  expect(status).toBe(2);
  expect(stderr).toContain(`argument '${timeout}' is invalid. It is a whole number of seconds.`);
});

/** A profile, and a folder for what synth writes. */
function home() {
  const folder = emptyFolder();
  const profile = join(folder, 'home.yaml');
  writeFileSync(profile, MINIMAL);
  return { profile, dist: join(folder, 'dist') };
}

test('up wants what synth writes', async () => {
  const { profile, dist } = home();
  const { status, stderr } = await call('lab', 'up', profile, '--output', dist);
  expect(status).toBe(1);
  expect(stderr).toContain(`netstack: ${join(dist, 'home')} is not what the profile says (`);
  expect(stderr).toContain('): run "netstack synth home" first\n');
});

/** The same with what synth writes, and a program that says that it is k3s. */
async function synthesized() {
  const { profile, dist } = home();
  await call('synth', profile, '--output', dist);
  const k3s = join(dist, 'k3s');
  writeFileSync(k3s, '#!/bin/sh\necho k3s version v1.37.1+k3s1\n', { mode: 0o755 });
  return ['lab', 'up', profile, '--output', dist, '--k3s', k3s];
}

const NO_WAY =
  'nothing can be pulled, since the lab has no way out: open one by --egress, or give the nodes archives by --images <dir>\n';

test('up says at once that images come from nowhere', async () => {
  const up = await synthesized();
  const images = emptyFolder();
  expect(await call(...up)).toEqual({ status: 1, stdout: '', stderr: `netstack: ${NO_WAY}` });
  expect((await call(...up, '--images', images)).stderr).toBe(
    `netstack: "${images}" has no image archive, and ${NO_WAY}`,
  );
  // A mirror is of no use to whoever cannot reach it.
  const registries = join(images, 'registries.yaml');
  writeFileSync(registries, '');
  expect((await call(...up, '--registries', registries)).stderr).toBe(`netstack: ${NO_WAY}`);
  expect(existsSync(labs)).toBe(false);
});

test('up wants a registries.yaml that can be read, before it makes anything', async () => {
  const up = await synthesized();
  const folder = emptyFolder();
  const missing = join(folder, 'registries.yaml');
  const next =
    'Name the registries.yaml that the nodes are to have (https://docs.k3s.io/installation/private-registry)\n';
  expect(await call(...up, '--egress', '--registries', missing)).toEqual({
    status: 1,
    stdout: '',
    stderr: `netstack: --registries "${missing}": there is no such file. ${next}`,
  });
  expect((await call(...up, '--egress', '--registries', folder)).stderr).toBe(
    `netstack: --registries "${folder}": it is a folder. ${next}`,
  );
  expect(existsSync(labs)).toBe(false);
});

test('up wants a k3s that can be run', async () => {
  const { profile, dist } = home();
  await call('synth', profile, '--output', dist);
  const { status, stderr } = await call('lab', 'up', profile, '--output', dist, '--k3s', '/no/k3s');
  expect(status).toBe(1);
  expect(stderr).toContain(
    'netstack: "/no/k3s" is no program: name the k3s binary that the nodes are to run\n',
  );
});
