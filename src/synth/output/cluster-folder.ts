import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileCounts } from '../summary';

/** Counts the files and objects in a cluster's folder. */
export function countFiles(folder: string): FileCounts {
  const manifests = listIfThere(join(folder, 'manifests')).filter((name) => name.endsWith('.yaml'));
  const objects = manifests.map((name) =>
    countDocuments(readFileSync(join(folder, 'manifests', name), 'utf8')),
  );
  return {
    nodeFiles: listIfThere(join(folder, 'k3s')).filter((name) => name.endsWith('.yml')).length,
    manifests: manifests.length,
    objects: objects.reduce((sum, count) => sum + count, 0),
  };
}

function countDocuments(yaml: string): number {
  return yaml === '' ? 0 : yaml.split(/^---$/m).length;
}

/** Whether two folders have the same files with the same content. */
export function isSameFolder(one: string, other: string): boolean {
  if (!existsSync(other)) return false;
  const files = listFiles(one);
  return (
    files.join('\n') === listFiles(other).join('\n') &&
    files.every((file) => readFileSync(join(one, file)).equals(readFileSync(join(other, file))))
  );
}

function listFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function listIfThere(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
