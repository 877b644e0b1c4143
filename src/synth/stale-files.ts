import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files of a cluster that differ from what would be written now. The nodes may still have the old ones.
 *
 * @param files of a cluster, by path below its folder
 * @param folder of the cluster
 */
export function findStaleFiles(files: ReadonlyMap<string, string>, folder: string): readonly string[] {
  return [...files].filter(([name, text]) => contentOf(join(folder, name)) !== text).map(([name]) => name);
}

function contentOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
