import { hash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';

/**
 * What a folder looks like from outside: names, sizes, times of change and inodes of all that is in it. Whoever adds,
 * removes, replaces or edits a file changes it; an edit in place that keeps the size shows by its times, so it could
 * only hide in the same tick of the file system's clock (milliseconds) in which the file was written.
 */
export function folderState(folder: string): string {
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
    // Its own time of change moves when it is renamed as a whole.
    lines.push(`${name}/ ${stat.ino} ${stat.mtimeMs}`);
    for (const entry of readdirSync(path).sort()) describe(folder, `${name}/${entry}`, lines);
  } else {
    lines.push(`${name} ${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`);
  }
}
