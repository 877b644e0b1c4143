import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GeneratedSnippet } from './snippets';

/** What CoreDNS itself makes of a snippet. */
export interface OracleVerdict {
  readonly accepted: boolean;
  readonly error?: string;
}

/** The version of the Go compiler; undefined where there is none. */
export const GO_VERSION = versionOfGo();

function versionOfGo(): string | undefined {
  const { status, stdout } = spawnSync('go', ['version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Asks CoreDNS's own parser and setup functions. Builds the program on the first use, which takes minutes. */
export function askCoreDns(snippets: readonly GeneratedSnippet[]): readonly OracleVerdict[] {
  const output = execFileSync(builtOracle(), {
    input: snippets.map((snippet) => JSON.stringify(snippet)).join('\n'),
    maxBuffer: 2 ** 28,
    stdio: ['pipe', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as OracleVerdict);
}

/** The program, built once per source and compiler, outside of the repository. */
function builtOracle(): string {
  const source = ['main.go', 'go.mod', 'go.sum'].map((file) => readFileSync(join(__dirname, file)));
  const hash = createHash('sha256').update(GO_VERSION ?? '');
  for (const content of source) hash.update(content);
  const folder = join(tmpdir(), 'k3s-netstack-corefile-oracle');
  const program = join(folder, hash.digest('hex').slice(0, 16));
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  execFileSync('go', ['build', '-o', unfinished, '.'], { cwd: __dirname, stdio: 'inherit' });
  renameSync(unfinished, program);
  return program;
}
