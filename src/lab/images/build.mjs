/**
 * Puts the lab's images together, for machines without an image registry, each as an archive that k3s imports from
 * `agent/images/`. What is there already is kept, so a second run is over at once.
 *
 *     node src/lab/images/build.mjs <folder> [repository...]
 *
 * With repositories (`metallb/speaker`, `traefik/whoami`) only those are made. Needs Go, pip and, for FRR's, mmdebstrap
 * and root.
 */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pack } from './archive.mjs';
import { IMAGES } from './images.mjs';
import { inScratch } from './packages.mjs';

/** `docker.io/traefik/whoami:v1.11.0` in its parts. */
const NAME = /^[^/]+\/(?<repository>.+\/(?<image>[^/:]+)):(?<tag>[^:]+)$/;

/** What every program may count on. */
function fillCommon(root) {
  mkdirSync(join(root, 'etc'), { recursive: true });
  mkdirSync(join(root, 'tmp'));
  chmodSync(root, 0o755);
  chmodSync(join(root, 'tmp'), 0o1777);
  writeFileSync(
    join(root, 'etc', 'passwd'),
    'root:x:0:0:root:/:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n',
  );
}

function build(output, image) {
  const { image: name, tag } = NAME.exec(image.names[0]).groups;
  const file = join(output, `${name}-${tag}.tar`);
  if (existsSync(file)) return;
  console.log(image.names[0]);
  inScratch((folder) => {
    const root = join(folder, 'root');
    fillCommon(root);
    image.fill(root);
    pack(file, root, image, folder);
  });
}

const [output, ...only] = process.argv.slice(2);
if (!output) {
  console.error('usage: node src/lab/images/build.mjs <folder> [repository...]');
  process.exit(2);
}
const isWanted = ({ names }) => only.length === 0 || only.includes(NAME.exec(names[0]).groups.repository);
mkdirSync(output, { recursive: true });
for (const image of IMAGES.filter(isWanted)) build(resolve(output), image);
