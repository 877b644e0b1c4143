import { CommanderError } from 'commander';
import { KubectlError } from '../apply/kubectl-error';
import { LabError } from '../lab/errors';
import type { CommandIo } from '../diagnostics/command-io';
import { OutputError } from '../synth/output/output-error';
import { UsageError } from '../profile/profile-files';
import { visible, visibleLines } from '../terminal/visible';
import { UnreachableError } from '../verify/host';

/** Exit status of a call that cannot be understood. */
const WRONG_CALL = 2;

/** Exit status of a call that could not be carried out. */
const FAILED = 1;

/** Runs a command; what is a user's or a machine's fault ends in one line, never in a stack trace. */
export async function runGuarded(command: () => number | Promise<number>, io: CommandIo): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_CALL;
    if (error instanceof UsageError) return say(visible(error.message), WRONG_CALL, io);
    if (error instanceof OutputError) return say(error.message, FAILED, io);
    if (error instanceof LabError || error instanceof KubectlError)
      return say(visibleLines(error.message), FAILED, io);
    if (error instanceof UnreachableError) return say(visible(`${error.reason}; ${error.next}`), FAILED, io);
    if (isSystemError(error) && process.env.DEBUG === undefined)
      return say(visible(error.message), FAILED, io);
    throw error;
  }
}

function say(message: string, status: number, io: CommandIo): number {
  io.stderr.write(`netstack: ${message}\n`);
  return status;
}

/** A disk that is full, a file that is not ours to read. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
