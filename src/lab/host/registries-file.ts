import { readFileSync } from 'node:fs';
import { visible } from '../../terminal/visible';
import { LabError } from '../errors';

/** Reasons by error code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

/**
 * Reads k3s's file of mirrors and registries. It may contain passwords, so it is copied without being parsed.
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
      `--registries "${visible(file)}": ${REASONS[code] ?? visible(message)}; name a registries.yaml for the nodes (https://docs.k3s.io/installation/private-registry)`,
    );
  }
}
