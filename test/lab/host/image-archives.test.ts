import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LabError } from '../../../src/lab/errors';
import { readArchives } from '../../../src/lab/host/image-archives';
import { emptyFolder } from '../../cli/call';
import { tar } from './tar';

const LAYER = { 'blobs/sha256/layer': 'x'.repeat(1300) };
const DOCKER = JSON.stringify([{ RepoTags: ['traefik/whoami:v1.11.0'] }, { RepoTags: null }]);
const OCI = JSON.stringify({
  manifests: [{ annotations: { 'io.containerd.image.name': 'quay.io/metallb/speaker:v0.16.1' } }, {}],
});

test('image names are read from both layouts, and not from compressed archives', () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'docker.tar'), tar({ ...LAYER, 'manifest.json': DOCKER }));
  writeFileSync(join(folder, 'oci.tar'), tar({ './index.json': OCI, ...LAYER }));
  writeFileSync(join(folder, 'release.tar.zst'), 'compressed');
  writeFileSync(join(folder, 'README.md'), 'no archive');
  expect(readArchives(folder)).toEqual([
    { path: join(folder, 'docker.tar'), names: ['docker.io/traefik/whoami:v1.11.0'] },
    { path: join(folder, 'oci.tar'), names: ['quay.io/metallb/speaker:v0.16.1'] },
    { path: join(folder, 'release.tar.zst'), names: undefined },
  ]);
});

test('an image in both indexes of an archive is listed once', () => {
  const folder = emptyFolder();
  const both = {
    'manifest.json': DOCKER,
    'index.json': OCI.replace(/quay[^"]+/, 'docker.io/traefik/whoami:v1.11.0'),
  };
  writeFileSync(join(folder, 'both.tar'), tar(both));
  expect(readArchives(folder)[0]?.names).toEqual(['docker.io/traefik/whoami:v1.11.0']);
});

test('a folder may have no archives, and a file is refused', () => {
  const folder = emptyFolder();
  const file = join(folder, 'images');
  writeFileSync(file, '');
  expect(readArchives(folder)).toEqual([]);
  expect(() => readArchives(file)).toThrow(`there is no folder "${file}"`);
  mkdirSync(join(folder, 'none'));
  expect(readArchives(join(folder, 'none'))).toEqual([]);
});

const WHOLE = tar({ 'manifest.json': DOCKER, ...LAYER });

test.each([
  ['an empty file', Buffer.alloc(0), 'it is empty'],
  [
    'a compressed archive with the wrong name',
    Buffer.from('\x1f\x8b\x08'.repeat(400)),
    'it is not a tar archive',
  ],
  ['the error page of a web server', Buffer.from('<html>not found'), 'it is not a tar archive'],
  ['the first part of a layer', WHOLE.subarray(0, 1024 + 512 + 700), 'it is truncated or damaged'],
  ['the first part of a header', WHOLE.subarray(0, 1024 + 100), 'it is truncated or damaged'],
  [
    'a header whose bytes have changed',
    Buffer.concat([WHOLE.subarray(0, 1024), Buffer.from('X'), WHOLE.subarray(1025)]),
    'it is truncated or damaged',
  ],
  [
    'an archive of something else',
    tar(LAYER),
    'it contains neither manifest.json (docker save) nor index.json (OCI)',
  ],
  ['an index that is a word', tar({ 'index.json': '"none"' }), 'its index.json lists no images'],
])('%s: the error names the file, the cause and the fix', (_, bytes, why) => {
  const folder = emptyFolder();
  const path = join(folder, 'whoami.tar');
  writeFileSync(path, bytes);
  expect(() => readArchives(folder)).toThrow(
    new LabError(`cannot read the image archive "${path}": ${why}. Save or copy it again, or remove it`),
  );
});

test('a truncated index is refused', () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'half.tar'), tar({ 'manifest.json': DOCKER.slice(0, 20) }));
  expect(() => readArchives(folder)).toThrow(
    /half\.tar": its manifest\.json is not JSON \(.+\)\. Save or copy/,
  );
});

test('images without names, and an index without images, are accepted', () => {
  const folder = emptyFolder();
  const nameless = JSON.stringify({ manifests: [{ annotations: null }, {}] });
  writeFileSync(join(folder, 'none.tar'), tar({ 'index.json': '{}', 'manifest.json': '[]' }));
  writeFileSync(join(folder, 'oci.tar'), tar({ 'index.json': nameless }));
  expect(readArchives(folder).map(({ names }) => names)).toEqual([[], []]);
});
