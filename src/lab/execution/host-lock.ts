import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LabError } from '../errors';
import { requireProgram } from '../host/programs';

/** Prints a line when it has the lock, and holds the lock until its standard input is closed. */
const HOLD = 'echo locked && read -r _';

/**
 * Runs work that only one process of the host may do at a time. A child process holds a lock of the kernel, which is
 * released when this process exits or is killed.
 *
 * @param path an existing file or folder
 * @see https://man7.org/linux/man-pages/man1/flock.1.html
 */
export async function withLock<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  const flock = requireProgram('flock', 'util-linux');
  const holder = spawn(flock, [path, 'sh', '-c', HOLD], { stdio: ['pipe', 'pipe', 'ignore'] });
  holder.stdin.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    holder.once('error', ({ message }) => resolve(message));
    holder.once('close', (status) => resolve(`flock exited with status ${status}`));
  });
  const first = await Promise.race([once(holder.stdout, 'data'), ended]);
  if (typeof first === 'string') throw new LabError(`"${path}" cannot be locked: ${first}`);
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await ended;
  }
}
