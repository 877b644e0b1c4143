import type { CommandIo } from '../diagnostics/command-io';

/**
 * Keeps a command running when the reader of its output, such as `head`, closes the pipe: what the command writes to
 * files, and its exit status, do not depend on who reads its messages.
 */
export function ignoreClosedPipes({ stdout, stderr }: CommandIo): void {
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
