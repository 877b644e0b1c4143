import { dirname } from 'node:path';
import { LabError } from '../errors';
import type { BgpRouter } from './bird-config';
import type { LabFolder } from './folders';
import { birdFiles } from './folders';

/** Folders that machines have their own of: nothing of the host's is seen in them. */
const COVERED = ['/etc', '/opt', '/proc', '/run', '/sys', '/var/log', '/var/run'];

/** What mount options are taken apart at. */
const SEPARATORS = /[,\\]/;

/** The longest path of a socket file, in bytes. @see https://man7.org/linux/man-pages/man7/unix.7.html */
const LONGEST = 107;

/**
 * Sees to it that a lab can be kept where it is to be.
 *
 * @throws LabError
 */
export function requireFitting(folder: LabFolder, routers: readonly BgpRouter[]): void {
  const why = unfit(folder, routers);
  if (why === undefined) return;
  throw new LabError(
    `no lab can be kept in "${dirname(folder.path)}": ${why}. Name another folder by NETSTACK_LABS`,
  );
}

function unfit(folder: LabFolder, routers: readonly BgpRouter[]): string | undefined {
  const covered = COVERED.find((path) => `${folder.path}/`.startsWith(`${path}/`));
  if (covered !== undefined) return `machines have a ${covered} of their own, and would not find it`;
  if (SEPARATORS.test(folder.path)) return 'commas and backslashes cannot stand in mount options';
  const sockets = [folder.apiSocket, ...routers.map(({ name }) => birdFiles(folder, name).socket)];
  const long = sockets.find((path) => Buffer.byteLength(path) > LONGEST);
  return (
    long && `${long} is a socket, and has ${Buffer.byteLength(long)} bytes of ${LONGEST} that one may have`
  );
}
