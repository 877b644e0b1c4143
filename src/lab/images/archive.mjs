/** Image archives as `docker save` makes them: what k3s imports from `agent/images/`. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** As Node and as Go call a processor. */
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

/**
 * Packs the folder `root` as an image's one layer. The same root gives the same bytes.
 *
 * No two names may be of one repository: k3s also tags an image by its digest, and fails the second time.
 *
 * @param folder what is written on the way goes here
 */
export function pack(file, root, { names, entrypoint }, folder) {
  const layer = join(folder, 'layer.tar');
  tar(layer, root, ['.']);
  const config = JSON.stringify({
    architecture: ARCHITECTURES[process.arch],
    os: 'linux',
    config: {
      Entrypoint: entrypoint,
      Env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin:/'],
      WorkingDir: '/',
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(readFileSync(layer))}`] },
  });
  const configFile = `${sha256(config)}.json`;
  writeFileSync(join(folder, configFile), config);
  const manifest = [{ Config: configFile, RepoTags: names, Layers: ['layer.tar'] }];
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  // Under its own name only when it is whole: what has that name is not made again.
  tar(`${file}.partial`, folder, ['manifest.json', configFile, 'layer.tar']);
  renameSync(`${file}.partial`, file);
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function tar(file, folder, entries) {
  const options = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  execFileSync('tar', [...options, '-C', folder, '-cf', file, ...entries]);
}
