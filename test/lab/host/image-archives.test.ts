import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { imageArchives } from '../../../lab/host/image-archives';
import { emptyFolder } from '../../cli/call';

/** A tar archive of files, as far as a reader of names looks. */
function tar(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const content = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const LAYER = { 'blobs/sha256/layer': 'x'.repeat(1300) };
const DOCKER = JSON.stringify([{ RepoTags: ['traefik/whoami:v1.11.0'] }, { RepoTags: null }]);
const OCI = JSON.stringify({
  manifests: [{ annotations: { 'io.containerd.image.name': 'quay.io/metallb/speaker:v0.16.1' } }, {}],
});

test('names of both layouts, with their registries, and of compressed archives none', () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'docker.tar'), tar({ ...LAYER, 'manifest.json': DOCKER }));
  writeFileSync(join(folder, 'oci.tar'), tar({ './index.json': OCI, ...LAYER }));
  writeFileSync(join(folder, 'release.tar.zst'), 'compressed');
  writeFileSync(join(folder, 'README.md'), 'no archive');
  expect(imageArchives(folder)).toEqual([
    { path: join(folder, 'docker.tar'), names: ['docker.io/traefik/whoami:v1.11.0'] },
    { path: join(folder, 'oci.tar'), names: ['quay.io/metallb/speaker:v0.16.1'] },
    { path: join(folder, 'release.tar.zst'), names: undefined },
  ]);
});

test('an image that both indexes of an archive name is one', () => {
  const folder = emptyFolder();
  const both = {
    'manifest.json': DOCKER,
    'index.json': OCI.replace(/quay[^"]+/, 'docker.io/traefik/whoami:v1.11.0'),
  };
  writeFileSync(join(folder, 'both.tar'), tar(both));
  expect(imageArchives(folder)[0]?.names).toEqual(['docker.io/traefik/whoami:v1.11.0']);
});

test('an empty file is an archive of nothing; a file is no folder', () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'empty.tar'), '');
  expect(imageArchives(folder)).toEqual([{ path: join(folder, 'empty.tar'), names: [] }]);
  const file = join(folder, 'empty.tar');
  expect(() => imageArchives(file)).toThrow(`there is no folder "${file}" of image archives`);
  mkdirSync(join(folder, 'none'));
  expect(imageArchives(join(folder, 'none'))).toEqual([]);
});
