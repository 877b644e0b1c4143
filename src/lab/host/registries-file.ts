import { readFileSync } from 'node:fs';
import { LabError } from '../errors';

/** What the kernel says, in words. */
const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};

/**
 * k3s's own file of mirrors and registries, as it is: passwords may be in it, so nobody here looks into it.
 *
 * @throws LabError where it cannot be read
 * @see https://docs.k3s.io/installation/private-registry
 */
export function readRegistries(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new LabError(
      `--registries "${file}": ${WHY[code] ?? message}. Name the registries.yaml that the nodes are to have (https://docs.k3s.io/installation/private-registry)`,
    );
  }
}
