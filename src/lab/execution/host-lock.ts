import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LabError } from '../errors';
import { requireProgram } from '../host/programs';

/** Says that it has the lock, and keeps it until nobody is at the other end of its standard input. */
const HOLD = 'echo locked && read -r _';

/**
 * Does something that only one program of the host may do at a time. The lock is the kernel's, and a process beside this
 * one holds it: it is gone with this program, whatever ends it.
 *
 * @param path an existing file or folder
 * @see https://man7.org/linux/man-pages/man1/flock.1.html
 */
export async function locked<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  const flock = requireProgram('flock', 'util-linux');
  const holder = spawn(flock, [path, 'sh', '-c', HOLD], { stdio: ['pipe', 'pipe', 'ignore'] });
  holder.stdin.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    holder.once('error', ({ message }) => resolve(message));
    holder.once('close', (status) => resolve(`flock ended with status ${status}`));
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
