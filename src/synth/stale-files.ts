import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files that are not there as they would be written now: somebody may have copied the old ones to nodes.
 *
 * @param files of a cluster, by path below its folder
 * @param folder of the cluster
 */
export function staleFiles(files: ReadonlyMap<string, string>, folder: string): readonly string[] {
  return [...files].filter(([name, text]) => contentOf(join(folder, name)) !== text).map(([name]) => name);
}

function contentOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
