import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = __dirname;

/** Whether the machine can build tools that are Go modules. */
export const HAS_GO = spawnSync('go', ['version']).status === 0;

/** A tool of `go.mod` in this folder, built once per version. @returns the path of the binary */
export function buildGoTool(path: string): string {
  const sums = createHash('sha256')
    .update(readFileSync(join(FOLDER, 'go.sum')))
    .digest('hex');
  const binary = resolve('build', 'go-tools', sums.slice(0, 16), path.split('/').at(-1) ?? path);
  if (!existsSync(binary)) execGo('build', '-o', binary, path);
  return binary;
}

/** The folder of a Go module's source in the module cache; downloads it if necessary. */
export function downloadGoModule(module: string): string {
  const { Dir } = JSON.parse(execGo('mod', 'download', '-json', module)) as { Dir: string };
  return Dir;
}

function execGo(...args: string[]): string {
  return execFileSync('go', args, { cwd: FOLDER, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
