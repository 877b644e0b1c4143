import type { CommandOutput } from '../host';
import { COMMAND_NOT_FOUND } from '../host';
import type { ProcessOptions } from './run-process';
import { StartError, runProcess } from './run-process';

/** Limit for the output of a command; no check reads more. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** Exit status for a command that exists and cannot be started. */
const CANNOT_START = 128;

/** How to start a check's command. */
export type SpawnOptions = Required<Pick<ProcessOptions, 'timeoutSeconds'>> & Pick<ProcessOptions, 'input'>;

/** Runs a command on this machine with English messages. It never throws: a missing command has exit status 127. */
export async function spawnCommand(argv: readonly string[], options: SpawnOptions): Promise<CommandOutput> {
  const env = { ...process.env, LC_ALL: 'C' };
  try {
    return await runProcess(argv, { ...options, env, mostCharacters: MOST_CHARACTERS });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const status = error.isMissing ? COMMAND_NOT_FOUND : CANNOT_START;
    return { status, stdout: '', stderr: error.message };
  }
}
