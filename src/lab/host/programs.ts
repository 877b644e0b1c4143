import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LabError } from '../errors';

/** Folders of administrators' programs, which a user's PATH may not contain. */
const FURTHER = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The PATH on which the lab's programs are searched. */
export function searchPath(path = process.env['PATH'] ?? ''): string {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return [...folders, ...FURTHER.filter((folder) => !folders.includes(folder))].join(delimiter);
}

/** The path of a program on PATH, links resolved; undefined if it is not there. */
export function findProgram(name: string, path = searchPath()): string | undefined {
  const file = path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
  return file === undefined ? undefined : realpathSync(file);
}

/**
 * The same for a program that the lab requires.
 *
 * @param debianPackage the Debian package of the program
 * @throws LabError
 */
export function requireProgram(name: string, debianPackage: string, path = searchPath()): string {
  const file = findProgram(name, path);
  if (file !== undefined) return file;
  throw new LabError(`"${name}" is not on PATH (Debian: apt-get install ${debianPackage})`);
}

/** Whether the path is an executable file. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
