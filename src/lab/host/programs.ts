import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LabError } from '../errors';

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

/**
 * The same for one that the lab cannot do without.
 *
 * @param debianPackage that has it
 * @throws LabError
 */
export function requireProgram(name: string, debianPackage: string, path = searchPath()): string {
  const file = findProgram(name, path);
  if (file !== undefined) return file;
  throw new LabError(`there is no "${name}" on PATH (Debian: apt-get install ${debianPackage})`);
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
