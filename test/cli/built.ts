import { buildSync } from 'esbuild';
import { join } from 'node:path';

/** The program in one file: the same for every process of a test, even if a source changes meanwhile. */
export function buildNetstack(folder: string): string {
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
