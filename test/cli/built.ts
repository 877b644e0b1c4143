import { buildSync } from 'esbuild';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program that a test file of this process has built: test files share a process. */
let built: string | undefined;

/** The program in one file: the same for every process of a test, even if a source changes meanwhile. */
export function buildNetstack(folder: string): string {
  const file = join(folder, 'netstack.js');
  copyFileSync((built ??= build()), file);
  return file;
}

function build(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-program-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'netstack.js');
  buildSync({
    entryPoints: ['src/cli/netstack.ts'],
    bundle: true,
    platform: 'node',
    outfile,
    define: { 'process.env.NETSTACK_CODE': '"built for a test"' },
  });
  return outfile;
}
