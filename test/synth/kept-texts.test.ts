import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as cdk8s from '../../src/synth/cluster-files';
import { synthesizeProfiles } from '../../src/synth/synthesize-profiles';
import { readTree, SHIPPED } from './shipped';

const root = mkdtempSync(join(tmpdir(), 'netstack-kept-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const kept = join(root, 'rendered.cache');
const profile = join(root, 'pikube.yaml');

interface Run {
  readonly files: ReadonlyMap<string, string>;
  readonly messages: string;
  /** How many clusters cdk8s rendered. */
  readonly rendered: number;
}

/** Writes clusters to an empty folder. */
async function synth(profiles: readonly string[], options: object = { code: 'this', kept }): Promise<Run> {
  const output = join(root, 'dist');
  rmSync(output, { recursive: true, force: true });
  let messages = '';
  const stream = { write: (text: string) => (messages += text) };
  const render = vi.spyOn(cdk8s, 'renderCluster');
  await synthesizeProfiles(profiles, { output, ...options }, { stdout: stream, stderr: stream } as never);
  const rendered = render.mock.calls.length;
  render.mockRestore();
  return { files: readTree(output), messages, rendered };
}

const shipped = SHIPPED.map((name) => `profiles/${name}.yaml`);

beforeEach(() => {
  rmSync(kept, { force: true });
  writeFileSync(profile, readFileSync('profiles/pikube.yaml'));
});

test.each(shipped)('%s: the same files and messages, from what a former run rendered', async (file) => {
  const first = await synth([file]);
  expect(first.rendered).toBe(1);
  const second = await synth([file]);
  expect(second).toEqual({ ...first, rendered: second.rendered });
  const { files, messages } = await synth([file], {});
  expect({ files, messages }).toEqual({ files: second.files, messages: second.messages });
});

test('a cluster without patches and monitoring is not rendered again', async () => {
  await synth([profile]);
  expect((await synth([profile])).rendered).toBe(0);
});

test('a changed profile is rendered, and gets the files that it gets without a former run', async () => {
  await synth([profile]);
  const text = readFileSync(profile, 'utf8');
  writeFileSync(profile, text.replace('10.0.0.150', '10.0.0.149'));
  const changed = await synth([profile]);
  expect(changed.rendered).toBe(1);
  expect(changed.files).toEqual((await synth([profile], {})).files);
  expect((await synth([profile])).rendered).toBe(0);
});

test('a patch reads objects that a former run rendered', async () => {
  await synth([profile]);
  const patch = [
    'patches:',
    '  - target: { kind: Deployment, name: traefik, namespace: traefik }',
    '    strategicMerge: { metadata: { annotations: { example.org/team: network } } }',
  ];
  writeFileSync(profile, `${readFileSync(profile, 'utf8')}\n${patch.join('\n')}\n`);
  const patched = await synth([profile]);
  expect([...patched.files.values()].join('')).toContain('example.org/team: network');
  expect(patched.files).toEqual((await synth([profile], {})).files);
});

test('another version of the program renders again', async () => {
  await synth([profile]);
  expect((await synth([profile], { code: 'another', kept })).rendered).toBe(1);
});

test('--force renders again', async () => {
  await synth([profile]);
  expect((await synth([profile], { code: 'this', kept, force: true })).rendered).toBe(1);
});

describe('a file that', () => {
  test.each<readonly [string, () => void]>([
    ['is empty', () => truncateSync(kept, 0)],
    ['is cut off', () => truncateSync(kept, 3000)],
    [
      'has another character',
      () => writeFileSync(kept, readFileSync(kept, 'utf8').replace('metallb', 'metalbl')),
    ],
    ['has more at its end', () => writeFileSync(kept, ' ', { flag: 'a' })],
    ['is something else', () => writeFileSync(kept, '{}\n')],
  ])('%s counts as none, and is replaced', async (_, damage) => {
    const { files } = await synth([profile]);
    damage();
    const again = await synth([profile]);
    expect(again).toMatchObject({ files, rendered: 1 });
    expect((await synth([profile])).rendered).toBe(0);
  });

  test('cannot be written stops nothing', async () => {
    const inNoFolder = { code: 'this', kept: join(root, 'missing/rendered.cache') };
    const { files } = await synth([profile], inNoFolder);
    expect(files.size).toBeGreaterThan(10);
  });
});
