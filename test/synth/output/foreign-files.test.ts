import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MINIMAL } from '../../plan-of';
import { findForeign } from '../../../src/synth/output/foreign-files';
import { call, emptyFolder } from '../../cli/call';

/** A profile, and an output folder with one file in what will be the cluster's folder. */
function outputWith(path: string) {
  const folder = emptyFolder();
  const profile = join(folder, 'home.yaml');
  writeFileSync(profile, MINIMAL);
  const output = join(folder, 'out');
  const file = join(output, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'kept');
  return { synth: () => call('synth', profile, '--output', output), output, file };
}

describe('a folder with files that synth did not write is refused, and keeps them', () => {
  test.each([
    ['home/notes.txt', 'notes.txt'],
    ['home/.git/config', '.git'],
    ['home/manifests/my-app.yaml', 'manifests/my-app.yaml'],
    ['home/manifests/netstack-60-samples/app.yaml', 'manifests/netstack-60-samples'],
    ['home/k3s/README.md', 'k3s/README.md'],
    ['home/k3s', 'k3s'],
  ])('%s', async (path, named) => {
    const { synth, output, file } = outputWith(path);
    const { status, stderr } = await synth();
    expect(status).toBe(1);
    expect(stderr).toContain(
      `cannot write "${join(output, 'home')}": it contains "${named}", which synth did not write; move it away, or name another folder by --output`,
    );
    expect(readFileSync(file, 'utf8')).toBe('kept');
    expect(readdirSync(output)).toEqual(['home']);
  });

  test('a file in the place of the folder', async () => {
    const { synth, output, file } = outputWith('home');
    const { status, stderr } = await synth();
    expect(status).toBe(1);
    expect(stderr).toContain(`cannot write "${join(output, 'home')}": it is a file;`);
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });
});

test.each(['home/.DS_Store', 'home/manifests/netstack-99-gone.k8s.yaml', 'home/k3s/gone.yml'])(
  '%s is replaced',
  async (path) => {
    const { synth, file } = outputWith(path);
    expect((await synth()).status).toBe(0);
    expect(existsSync(file)).toBe(false);
  },
);

test.each(readdirSync('__snapshots__'))('synth wrote everything in the folder of %s', (cluster) => {
  expect(findForeign(join('__snapshots__', cluster))).toBeUndefined();
});
