/**
 * Writes the SBOM of a release in two formats: the package, its dependencies and its peer dependencies, in the versions of
 * the lock file, which are those in the bundle. Usage: `node scripts/sbom.mjs <folder>`.
 *
 * `npm sbom --omit dev` in the repository leaves out a dependency that a development tool needs as well. So the lock file
 * is first reduced to what a user installs.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILES = { cyclonedx: 'cdx', spdx: 'spdx' };

const [output = '.'] = process.argv.slice(2);
const manifest = readManifest();
const temporary = mkdtempSync(join(tmpdir(), 'netstack-sbom-'));
try {
  // CycloneDX has the name of the folder.
  const folder = join(temporary, manifest.name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  copyFileSync('package-lock.json', join(folder, 'package-lock.json'));
  const npm = (...args) => execFileSync('npm', args, { cwd: folder, maxBuffer: 2 ** 26 });
  const options = ['--package-lock-only', '--omit=optional'];
  npm('install', ...options, '--offline', '--ignore-scripts', '--no-audit', '--no-fund');
  mkdirSync(output, { recursive: true });
  for (const [format, extension] of Object.entries(FILES)) {
    const sbom = npm('sbom', ...options, '--sbom-type=application', `--sbom-format=${format}`);
    writeFileSync(join(output, `${manifest.name}.${extension}.json`), sbom);
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** The manifest without what is needed to develop the package. */
function readManifest() {
  const all = Object.entries(JSON.parse(readFileSync('package.json', 'utf8')));
  return Object.fromEntries(all.filter(([key]) => key !== 'devDependencies' && key !== 'scripts'));
}
