import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { folderOf } from '../../src/lab';
import { findLab } from '../../src/lab/execution/lab-record';
import type * as HostRecords from '../../src/lab/execution/host-record';
import type * as NeededPrograms from '../../src/lab/host/needed-programs';
import { tar } from '../lab/host/tar';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';
import { withoutSudo } from '../terminal/without-sudo';

/** Labs are looked for in an empty folder, and what they have changed of this machine in another. */
let labs = '';
const host = vi.hoisted(() => ({ problems: [] as readonly string[] }));
vi.mock('../../src/lab/host/host-problems', () => ({ findHostProblems: () => host.problems }));
vi.mock('../../src/lab/host/needed-programs', async (load) => ({
  ...(await load<typeof NeededPrograms>()),
  verifyPrograms: () => ({}),
}));
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
  host.problems = [];
  labs = join(emptyFolder(), 'labs');
  vi.stubEnv('NETSTACK_LABS', labs);
  return () => vi.unstubAllEnvs();
});

const NONE = 'netstack: there is no lab of home: "npx --no netstack lab up home" makes one\n';

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
  const called = await call('lab', ...words);
  expect({ ...called, stderr: withoutSudo(called.stderr) }).toEqual({ status: 1, stdout: '', stderr });
});

/** What an interrupted up leaves at first. */
function leaveInterruptedUp(): void {
  mkdirSync(join(labs, 'home'), { recursive: true });
  writeFileSync(join(labs, 'home/journal.ndjson'), '{"made":"lab","cluster":"home"}\n');
}

test('a lab whose up was interrupted can only be removed', async () => {
  leaveInterruptedUp();
  const { status, stderr } = await call('lab', 'status', 'home');
  expect(status).toBe(1);
  expect(withoutSudo(stderr)).toBe(
    'netstack: lab up home was interrupted: "npx --no netstack lab down home" removes what it made\n',
  );
  expect(await call('lab', 'down', 'home')).toEqual({
    status: 0,
    stdout: '',
    stderr: 'the lab of home is removed\n',
  });
});

test('up over what is left of a lab is refused before anything else is checked', async () => {
  leaveInterruptedUp();
  const { profile, dist } = home();
  const { status, stderr } = await call('lab', 'up', profile, '--output', dist);
  expect(status).toBe(1);
  expect(withoutSudo(stderr)).toBe(
    'netstack: an earlier lab of home was not removed: run "npx --no netstack lab down home" first\n',
  );
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

test('up names the command that writes its input', async () => {
  const { profile, dist } = home();
  const { status, stderr } = await call('lab', 'up', profile, '--output', dist);
  expect(status).toBe(1);
  expect(stderr).toContain(`${join(dist, 'home')} is not up to date with the profile (`);
  expect(stderr).toContain(`): run "npx --no netstack synth ${profile} --output ${dist}" first\n`);
});

/** A profile, what synth writes of it, and a program that reports a version as k3s does. */
async function prepareSynth() {
  const { profile, dist } = home();
  await call('synth', profile, '--output', dist);
  const k3s = join(dist, 'k3s');
  writeFileSync(k3s, '#!/bin/sh\necho k3s version v1.37.1+k3s1\n', { mode: 0o755 });
  return ['lab', 'up', profile, '--output', dist, '--k3s', k3s];
}

const NO_IMAGES =
  'nodes cannot pull images: name a folder of image archives by --images <dir>, or let nodes pull by --egress\n';

test('up reports at once that nodes can get no image', async () => {
  const up = await prepareSynth();
  const images = emptyFolder();
  expect(await call(...up)).toEqual({ status: 1, stdout: '', stderr: `netstack: ${NO_IMAGES}` });
  expect((await call(...up, '--images', images)).stderr).toBe(
    `netstack: "${images}" has no image archive, and ${NO_IMAGES}`,
  );
  // Without a way out no node reaches a mirror.
  const registries = join(images, 'registries.yaml');
  writeFileSync(registries, '');
  expect((await call(...up, '--registries', registries)).stderr).toBe(`netstack: ${NO_IMAGES}`);
  expect(existsSync(labs)).toBe(false);
});

test('up reports at once that no archive has the image that every pod needs', async () => {
  const up = await prepareSynth();
  const images = emptyFolder();
  writeFileSync(
    join(images, 'whoami.tar'),
    tar({ 'manifest.json': '[{"RepoTags":["traefik/whoami:v1.11.0"]}]' }),
  );
  expect((await call(...up, '--images', images)).stderr).toBe(
    `netstack: "${images}" has no archive of rancher/mirrored-pause, which every pod needs: add one, or let nodes pull by --egress\n`,
  );
});

test('up reads registries.yaml before it makes anything', async () => {
  const up = await prepareSynth();
  const folder = emptyFolder();
  const missing = join(folder, 'registries.yaml');
  const next = 'name a registries.yaml for the nodes (https://docs.k3s.io/installation/private-registry)\n';
  expect(await call(...up, '--egress', '--registries', missing)).toEqual({
    status: 1,
    stdout: '',
    stderr: `netstack: --registries "${missing}": the file does not exist; ${next}`,
  });
  expect((await call(...up, '--egress', '--registries', folder)).stderr).toBe(
    `netstack: --registries "${folder}": it is a folder; ${next}`,
  );
  expect(existsSync(labs)).toBe(false);
});

test('up reports everything that is missing at once, root before k3s', async () => {
  host.problems = ['a lab needs root: run the same command with sudo', 'not on PATH: ip (Debian: ...)'];
  const { profile, dist } = home();
  const { status, stderr } = await call('lab', 'up', profile, '--output', dist, '--k3s', '/no/k3s');
  expect(status).toBe(1);
  const lines = stderr.split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'netstack: no lab of home can be made here:',
    '  - a lab needs root: run the same command with sudo',
    '  - not on PATH: ip (Debian: ...)',
    '  - "/no/k3s" is not an executable file: name the k3s binary that the nodes run',
  ]);
  expect(lines[4]).toContain(`run "npx --no netstack synth ${profile} --output ${dist}" first`);
  expect(lines[5]).toBe(`  - ${NO_IMAGES.trimEnd()}`);
});

describe.runIf(process.geteuid?.() === 0)('a user who is not root', () => {
  async function asNobody<T>(work: () => T | Promise<T>): Promise<T> {
    process.seteuid?.(65534);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
    }
  }

  beforeEach(() => {
    leaveInterruptedUp();
    chmodSync(join(labs, '..'), 0o755);
    chmodSync(labs, 0o700);
  });

  test.each([
    ['status', 'home'],
    ['kubeconfig', 'home'],
    ['exec', 'home', 'client', '--', 'true'],
    ['down', 'home'],
  ])('lab %s reports that root is needed', async (...words) => {
    expect(await asNobody(() => call('lab', ...words))).toEqual({
      status: 1,
      stdout: '',
      stderr: `netstack: only root can read "${join(labs, 'home')}": run the same command with "sudo NETSTACK_LABS=${labs}"\n`,
    });
  });

  test('the same where the folder of labs can be listed', async () => {
    chmodSync(labs, 0o755);
    chmodSync(join(labs, 'home'), 0o700);
    const { stderr } = await asNobody(() => call('lab', 'status', 'home'));
    expect(stderr).toContain('only root can read');
  });

  test('in the usual folder the command needs no variable', async () => {
    const folder = folderOf('home', labs);
    vi.stubEnv('NETSTACK_LABS', '');
    await expect(asNobody(() => findLab(folder, 'home'))).rejects.toThrow(
      `only root can read "${folder.path}": run the same command with "sudo"`,
    );
  });
});
