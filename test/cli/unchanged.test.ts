import { hash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { indexFileOf } from '../../src/synth/output/index-file';
import { MINIMAL } from '../plan-of';
import { readTree } from '../synth/shipped';
import { call } from './call';
import type { FleetFolders } from './fleet';
import { fleetOf, writeProfile } from './fleet';

beforeEach(() => {
  vi.stubEnv('NETSTACK_CODE', 'this program');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const BASE = MINIMAL.trimStart();
const NAMES = ['a', 'b', 'c'];

/** Three clusters. */
const three = () => fleetOf(Object.fromEntries(NAMES.map((name) => [name, MINIMAL])));

const synth = ({ profiles, output }: FleetFolders, ...args: string[]) =>
  call('synth', ...args, '--profiles', profiles, '--output', output);

/** The clusters that a run wrote, by their folders, which are new ones then. A new one may get the inode of a removed one. */
async function listWritten(folders: FleetFolders, ...args: string[]): Promise<string[]> {
  const identities = () =>
    NAMES.map((name) => {
      const stat = lstatSync(join(folders.output, name), { throwIfNoEntry: false });
      return stat && `${stat.ino} ${stat.ctimeMs}`;
    });
  const before = identities();
  await synth(folders, ...args);
  const after = identities();
  return NAMES.filter((_, index) => after[index] !== before[index]);
}

test('a second run writes nothing, and reports it', async () => {
  const folders = three();
  expect(await listWritten(folders)).toEqual(NAMES);
  const before = readTree(folders.output);
  expect(await listWritten(folders)).toEqual([]);
  expect(readTree(folders.output)).toEqual(before);
  const { status, stderr } = await synth(folders);
  expect(status).toBe(0);
  const lines = NAMES.flatMap((name) => [
    `${name}: unchanged in ${join(folders.output, name)}`,
    `  next steps: npx --no netstack next ${join(folders.profiles, `${name}.yaml`)} --output ${folders.output}`,
  ]);
  expect(stderr.trimEnd().split('\n')).toEqual(lines);
});

test('for many clusters the numbers are printed', async () => {
  const folders = fleetOf(
    Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`s${index}`, MINIMAL])),
  );
  writeProfile(folders, 's3', 'nodes: 1');
  expect((await synth(folders)).stderr).toContain(
    '12 clusters: 11 written, 0 unchanged, 1 with errors and not written\n',
  );
  writeProfile(folders, 's3', MINIMAL);
  expect((await synth(folders)).stderr).toMatch(/\n12 clusters: 1 written, 11 unchanged\n$/);
});

describe('a cluster is written again', () => {
  const inOutput = ({ output }: FleetFolders, file: string) => join(output, 'b', file);

  test.each<[string, (folders: FleetFolders) => void]>([
    [
      'when its profile says something else',
      (folders) => writeProfile(folders, 'b', `${MINIMAL}tlsSan: [b.arpa]\n`),
    ],
    ['when its folder is removed', ({ output }) => rmSync(join(output, 'b'), { recursive: true })],
    ['when a file is removed', (folders) => rmSync(inOutput(folders, 'images.txt'))],
    ['when a file is added', (folders) => writeFileSync(inOutput(folders, 'k3s/mine.yml'), '')],
    ['when a file has more in it', (folders) => appendFileSync(inOutput(folders, 'k3s/one.yml'), '# mine\n')],
    [
      'when a file has as much else in it, and its old date',
      (folders) => {
        const file = inOutput(folders, 'k3s/one.yml');
        const { atime, mtime } = lstatSync(file);
        writeFileSync(file, readFileSync(file, 'utf8').replace('10.0.0.11', '10.0.0.99'));
        utimesSync(file, atime, mtime);
      },
    ],
    [
      'when a file is replaced by an equal one',
      (folders) => {
        const file = inOutput(folders, 'k3s/one.yml');
        cpSync(file, `${file}.new`);
        renameSync(`${file}.new`, file);
      },
    ],
  ])('%s', async (_, change) => {
    const folders = three();
    await synth(folders);
    const clean = readTree(join(folders.output, 'a'));
    change(folders);
    expect(await listWritten(folders)).toEqual(['b']);
    const own = readTree(join(folders.output, 'b'));
    if (existsSync(join(folders.output, 'b'))) expect([...own.keys()]).toEqual([...clean.keys()]);
    expect(await listWritten(folders)).toEqual([]);
  });

  test('with all others when the program has changed, with --force, and without the cache', async () => {
    const folders = three();
    await synth(folders);
    expect(await listWritten(folders, '--force')).toEqual(NAMES);
    vi.stubEnv('NETSTACK_CODE', 'another program');
    expect(await listWritten(folders)).toEqual(NAMES);
    expect(await listWritten(folders)).toEqual([]);
    vi.stubEnv('NETSTACK_CACHE', 'off');
    expect(await listWritten(folders)).toEqual(NAMES);
  });

  test('with all others when the output was emptied', async () => {
    const folders = three();
    await synth(folders);
    rmSync(folders.output, { recursive: true });
    expect(await listWritten(folders)).toEqual(NAMES);
  });

  test('when the base of its profile changes', async () => {
    const folders = fleetOf({
      _base: BASE,
      _other: BASE,
      a: 'extends: _base.yaml',
      b: 'extends: _other.yaml',
      c: BASE,
    });
    await synth(folders);
    writeProfile(folders, '_other', `${BASE}tlsSan: [other.arpa]\n`);
    expect(await listWritten(folders)).toEqual(['b']);
    expect(readFileSync(join(folders.output, 'b', 'k3s', 'one.yml'), 'utf8')).toContain('other.arpa');
    rmSync(join(folders.profiles, '_other.yaml'));
    const { status, stderr } = await synth(folders);
    expect(status).toBe(1);
    expect(stderr).toContain('is not there: no file');
  });
});

describe('an invalid index is ignored', () => {
  test.each<[string, (text: string) => string]>([
    ['empty', () => ''],
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['another tool’s', () => '{"clusters":{"a":true}}'],
    ['no JSON', () => 'a: 1\n'],
    ['edited', (text) => text.replace('"a":{"profile"', '"b":{"profile"')],
  ])('%s', async (_, changed) => {
    const folders = three();
    await synth(folders);
    const file = indexFileOf(folders.output);
    const text = readFileSync(file, 'utf8');
    expect(changed(text)).not.toBe(text);
    writeFileSync(file, changed(text));
    expect(await listWritten(folders)).toEqual(NAMES);
    expect(await listWritten(folders)).toEqual([]);
  });

  /** An index as this program seals it. */
  const sealed = (clusters: string) =>
    `{"sha256":"${hash('sha256', clusters, 'base64url')}","clusters":${clusters}}\n`;

  const ENTRY = { profile: 'p.yaml', inputs: 'i', state: 's', diagnostics: [] };

  test.each([
    ...['null', '1', '"text"', '[]', '[{}]', '{"a":null}', '{"a":1}', '{"a":[]}', '{"a":{}}', '{'],
    ...[
      { a: { ...ENTRY, profile: 1 } },
      { a: { ...ENTRY, state: null } },
      { a: { ...ENTRY, base: 'b' } },
      { a: { ...ENTRY, base: { file: 'b' } } },
      { a: { ...ENTRY, diagnostics: {} } },
      { a: { ...ENTRY, diagnostics: [null] } },
      { a: { ...ENTRY, diagnostics: [{ file: 'p.yaml', line: '1' }] } },
      { '../x': ENTRY, '\u001b[31m': ENTRY },
    ].map((value) => JSON.stringify(value)),
  ])('of other types: %s', async (clusters) => {
    const folders = three();
    await synth(folders);
    writeFileSync(indexFileOf(folders.output), sealed(clusters));
    const { status, stderr } = await synth(folders);
    expect([status, stderr.match(/ node file, /g)?.length]).toEqual([0, 3]);
    expect(stderr).not.toContain('\x1b');
    expect(await listWritten(folders)).toEqual([]);
  });

  test('a whole output folder that was copied is written again', async () => {
    const folders = three();
    await synth(folders);
    cpSync(folders.output, `${folders.output}-copy`, { recursive: true, preserveTimestamps: true });
    const copy = { ...folders, output: `${folders.output}-copy` };
    expect(await listWritten(copy)).toEqual(NAMES);
  });
});

describe('diagnostics', () => {
  const TWO_SERVERS = MINIMAL.replace('  - {', '  - { name: two, role: server, nodeIp: 10.0.0.12 }\n  - {');

  test('of unchanged clusters are printed like those of written ones', async () => {
    const folders = fleetOf({ a: TWO_SERVERS, b: MINIMAL, c: TWO_SERVERS });
    const warnings = (text: string) => text.split('\n').filter((line) => / {2}(warning|hint) /.test(line));
    const first = warnings((await synth(folders)).stderr);
    expect(first.filter((line) => line.includes('etcd-servers-even'))).toHaveLength(2);
    const second = await synth(folders);
    expect(second.stderr).toContain('a: unchanged');
    expect(warnings(second.stderr)).toEqual(first);
    expect(second.status).toBe(0);
  });

  test('that are errors are found again in every run, and the files stay', async () => {
    const folders = three();
    await synth(folders);
    writeProfile(folders, 'b', MINIMAL.replace('10.0.0.11', '10.0.0.511'));
    expect((await synth(folders)).status).toBe(1);
    expect((await synth(folders)).status).toBe(1);
    writeProfile(folders, 'b', MINIMAL);
    expect(await listWritten(folders)).toEqual([]);
  });
});

describe('a profile that no longer exists', () => {
  test('is reported in one line, until its output is removed, too', async () => {
    const folders = three();
    await synth(folders);
    const profile = join(folders.profiles, 'b.yaml');
    rmSync(profile);
    const line = `b: ${relative('', profile)} no longer exists; ${join(folders.output, 'b')} is left as it was, delete it when you no longer need it\n`;
    expect((await synth(folders)).stderr).toContain(line);
    expect((await synth(folders, 'a')).stderr).toContain(line);
    expect(existsSync(join(folders.output, 'b'))).toBe(true);
    rmSync(join(folders.output, 'b'), { recursive: true });
    expect((await synth(folders)).stderr).not.toContain('b:');
    expect(readFileSync(indexFileOf(folders.output), 'utf8')).not.toContain('b.yaml');
  });

  test('a profile in another folder is not reported while it exists', async () => {
    const [one, other] = [three(), fleetOf({ x: MINIMAL })];
    await synth(one);
    expect((await synth({ ...other, output: one.output })).stderr).not.toContain('no longer exists');
    expect(await listWritten(one)).toEqual([]);
  });
});

test('without a digest of the program there is no index, and everything is written', async () => {
  vi.stubEnv('NETSTACK_CODE', undefined);
  const folders = three();
  await synth(folders);
  expect(existsSync(indexFileOf(folders.output))).toBe(false);
  expect(await listWritten(folders)).toEqual(NAMES);
  expect(dirname(folders.output)).toBe(dirname(folders.profiles));
});
