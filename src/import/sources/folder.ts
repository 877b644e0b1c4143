import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a folder that is imported. */
export interface SourceFile {
  /** From the folder, with slashes. */
  readonly path: string;
  /** Undefined where the file is too large to be one of those that are read. */
  readonly text?: string;
}

/** A dump of a large cluster's objects is smaller. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Deep enough for `host/etc/rancher/k3s/config.yaml.d`, and an end to folders that link to themselves. */
const MOST_LEVELS = 12;

const NOT_ENTERED = /^(?:\..*|node_modules)$/;

/** Every file below a folder, or the one file that is named, in the order of their paths. */
export function readFolder(root: string): readonly SourceFile[] {
  if (statSync(root).isFile()) return [readFile(root, root.replace(/^.*[\\/]/, ''))];
  return listPaths(root, '', 0).map((path) => readFile(join(root, path), path));
}

function listPaths(root: string, folder: string, level: number): readonly string[] {
  if (level > MOST_LEVELS) return [];
  const names = readdirSync(join(root, folder)).filter((name) => !NOT_ENTERED.test(name));
  return names.sort().flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (stat?.isDirectory()) return listPaths(root, path, level + 1);
    return stat?.isFile() ? [path] : [];
  });
}

function readFile(file: string, path: string): SourceFile {
  return statSync(file).size > MOST_BYTES ? { path } : { path, text: readFileSync(file, 'utf8') };
}
