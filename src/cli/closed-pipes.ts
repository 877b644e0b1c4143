import type { CommandIo } from '../diagnostics/command-io';
import { visible } from '../terminal/visible';

/**
 * Keeps a command running when the reader of its output, such as `head`, closes the pipe: what the command writes to
 * files, and its exit status, do not depend on who reads its messages. Output that cannot be written for another reason,
 * such as a full disk, is reported once.
 *
 * @param fail makes the command fail, because its output is incomplete
 */
export function ignoreClosedPipes({ stdout, stderr }: CommandIo, fail: () => void): void {
  let isReported = false;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      fail();
      if (isReported || stream === stderr) return;
      isReported = true;
      stderr.write(`netstack: cannot write the output: ${visible(error.message)}\n`);
    });
  }
}
