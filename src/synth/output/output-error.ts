import { visible } from '../../terminal/visible';

/** A file or folder that cannot be written, as one line that names it. */
export class OutputError extends Error {}

/** Causes that a user can act on, by the error code of the operating system. */
const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is a mount point, or in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file or a broken symbolic link has that name',
  EISDIR: 'it is a folder',
  ELOOP: 'symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'its folder does not exist',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'it, or a folder above it, is a file',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  EXDEV: 'the folder is in another layer or file system, so it cannot be replaced; remove it first',
};

/**
 * Runs a step of writing. What fails is reported by the name that the user knows, which is not the temporary one.
 *
 * @throws OutputError
 */
export function writeAs<T>(name: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof OutputError) throw error;
    const cause = CAUSES[code] ?? (error as Error).message;
    throw new OutputError(`cannot write "${visible(name)}": ${visible(cause)} (${code})`, { cause: error });
  }
}
