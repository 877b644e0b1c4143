import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { MONITORING_FOLDER } from '../folder-names';

/**
 * Merges the manifests of all clusters into one file for `cdk8s synth --stdout`; does nothing for other output folders.
 * cdk8s-cli prints several files at the same time, in pieces of 64 KiB and without a `---` between them.
 */
export function mergeForStdout(output: string): void {
  if (!isForStdout(output)) return;
  const files = readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    // kubectl would reject objects whose CRDs the cluster may lack.
    .filter((entry) => basename(entry.parentPath) !== MONITORING_FOLDER)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const contents = files.map((file) => readFileSync(file, 'utf8'));
  for (const name of readdirSync(output)) rmSync(join(output, name), { recursive: true });
  writeFileSync(join(output, 'manifests.yaml'), contents.join('---\n'));
}

/** cdk8s-cli creates such a folder for `--stdout`. */
function isForStdout(output: string): boolean {
  return /^cdk8s-\w{6}$/.test(basename(output)) && resolve(dirname(output)) === resolve(tmpdir());
}
