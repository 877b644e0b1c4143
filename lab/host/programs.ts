import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where administrators' programs are, which an ordinary user's PATH leaves out. */
const FURTHER = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The PATH that the lab's programs are looked for on. */
export function searchPath(path = process.env['PATH'] ?? ''): string {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return [...folders, ...FURTHER.filter((folder) => !folders.includes(folder))].join(delimiter);
}

/** The file of a program on PATH, no link; undefined where there is none. */
export function findProgram(name: string, path = searchPath()): string | undefined {
  const file = path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram);
  return file === undefined ? undefined : realpathSync(file);
}

/** Whether it is a file that can be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
