import { dirname } from 'node:path';
import { visible } from '../../terminal/visible';
import { LabError } from '../errors';
import type { BgpRouter } from './bird-config';
import type { LabFolder } from './folders';
import { birdFiles } from './folders';

/** Folders that each machine has its own version of: the host's files in them are hidden. */
const COVERED = ['/etc', '/opt', '/proc', '/run', '/sys', '/var/log', '/var/run'];

/** Characters that separate mount options. */
const SEPARATORS = /[,\\]/;

/** Maximum length of the path of a socket file, in bytes. @see https://man7.org/linux/man-pages/man7/unix.7.html */
const LONGEST = 107;

/**
 * Ensures that a lab can be in the folder.
 *
 * @throws LabError
 */
export function requireUsableFolder(folder: LabFolder, routers: readonly BgpRouter[]): void {
  const why = findObstacle(folder, routers);
  if (why === undefined) return;
  throw new LabError(
    `"${visible(dirname(folder.path))}" cannot contain labs: ${visible(why)}; name another folder by NETSTACK_LABS`,
  );
}

function findObstacle(folder: LabFolder, routers: readonly BgpRouter[]): string | undefined {
  const covered = COVERED.find((path) => `${folder.path}/`.startsWith(`${path}/`));
  if (covered !== undefined) return `each machine has its own ${covered}`;
  if (SEPARATORS.test(folder.path)) return 'mount options cannot contain commas and backslashes';
  const sockets = [folder.apiSocket, ...routers.map(({ name }) => birdFiles(folder, name).socket)];
  const long = sockets.find((path) => Buffer.byteLength(path) > LONGEST);
  return long && `the socket ${long} has ${Buffer.byteLength(long)} bytes, and the maximum is ${LONGEST}`;
}
