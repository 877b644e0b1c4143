import { hash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';

/**
 * A digest of a folder's metadata: names, sizes, inodes and times of all files. It changes when a file is added, removed,
 * replaced or edited. An edit in place that keeps the size changes the times, so it stays undetected only in the same tick
 * of the file system's clock (milliseconds) in which the file was written.
 */
export function digestFolder(folder: string): string {
  const lines: string[] = [];
  describe(folder, '', lines);
  return hash('sha256', lines.join('\n'), 'base64url');
}

function describe(folder: string, name: string, lines: string[]): void {
  const path = `${folder}${name}`;
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    lines.push(`${name} none`);
  } else if (stat.isDirectory()) {
    // Renaming a folder changes its ctime.
    lines.push(`${name}/ ${stat.ino} ${stat.mtimeMs}`);
    for (const entry of readdirSync(path).sort()) describe(folder, `${name}/${entry}`, lines);
  } else {
    lines.push(`${name} ${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`);
  }
}
