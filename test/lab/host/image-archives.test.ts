import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LabError } from '../../../src/lab/errors';
import { imageArchives } from '../../../src/lab/host/image-archives';
import { emptyFolder } from '../../cli/call';
import { tar } from './tar';

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

test('a folder without archives has none; a file is no folder', () => {
  const folder = emptyFolder();
  const file = join(folder, 'images');
  writeFileSync(file, '');
  expect(imageArchives(folder)).toEqual([]);
  expect(() => imageArchives(file)).toThrow(`there is no folder "${file}" of image archives`);
  mkdirSync(join(folder, 'none'));
  expect(imageArchives(join(folder, 'none'))).toEqual([]);
});

const WHOLE = tar({ 'manifest.json': DOCKER, ...LAYER });

test.each([
  ['an empty file', Buffer.alloc(0), 'it is empty'],
  [
    'an archive that is compressed in spite of its name',
    Buffer.from('\x1f\x8b\x08'.repeat(400)),
    'it is no tar archive',
  ],
  ['what a web server says in place of an archive', Buffer.from('<html>not found'), 'it is no tar archive'],
  [
    'the first part of a layer',
    WHOLE.subarray(0, 1024 + 512 + 700),
    'it is cut off, or damaged in the midst',
  ],
  ['the first part of a header', WHOLE.subarray(0, 1024 + 100), 'it is cut off, or damaged in the midst'],
  [
    'a header whose bytes have changed',
    Buffer.concat([WHOLE.subarray(0, 1024), Buffer.from('X'), WHOLE.subarray(1025)]),
    'it is cut off, or damaged in the midst',
  ],
  [
    'an archive of something else',
    tar(LAYER),
    'it has neither a manifest.json (docker save) nor an index.json (OCI)',
  ],
  ['an index that is a word', tar({ 'index.json': '"none"' }), 'its index.json lists no images'],
])('%s: the file is named, with what is wrong and what to do', (_, bytes, why) => {
  const folder = emptyFolder();
  const path = join(folder, 'whoami.tar');
  writeFileSync(path, bytes);
  expect(() => imageArchives(folder)).toThrow(
    new LabError(
      `no image can be had from "${path}": ${why}. Save or copy it again, or take it out of the folder`,
    ),
  );
});

test('an index that was written half', () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'half.tar'), tar({ 'manifest.json': DOCKER.slice(0, 20) }));
  expect(() => imageArchives(folder)).toThrow(
    /half\.tar": its manifest\.json is no JSON \(.+\)\. Save or copy/,
  );
});

test('images without a name, and an index without images, are no damage', () => {
  const folder = emptyFolder();
  const nameless = JSON.stringify({ manifests: [{ annotations: null }, {}] });
  writeFileSync(join(folder, 'none.tar'), tar({ 'index.json': '{}', 'manifest.json': '[]' }));
  writeFileSync(join(folder, 'oci.tar'), tar({ 'index.json': nameless }));
  expect(imageArchives(folder).map(({ names }) => names)).toEqual([[], []]);
});
