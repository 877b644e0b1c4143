import type { Output } from '../place';
import { NO_SUCH_PROGRAM } from '../place';
import type { ProgramOptions } from './run-program';
import { NotStarted, runProgram } from './run-program';

/** Where an endless program is cut off: nothing that a check asks for is longer. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** What is said of a program that is there and cannot be started. */
const CANNOT_START = 128;

/** How a check's program is started here. */
export type SpawnedOptions = Required<Pick<ProgramOptions, 'timeoutSeconds'>> & Pick<ProgramOptions, 'input'>;

/** Runs a program on this machine to its end, its words in English. It never throws: a program that is missing is 127. */
export async function spawned(argv: readonly string[], options: SpawnedOptions): Promise<Output> {
  const env = { ...process.env, LC_ALL: 'C' };
  try {
    return await runProgram(argv, { ...options, env, mostCharacters: MOST_CHARACTERS });
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    const status = error.isMissing ? NO_SUCH_PROGRAM : CANNOT_START;
    return { status, stdout: '', stderr: error.message };
  }
}
