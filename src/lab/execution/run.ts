import type { CommandOutput as Output } from '../../verify';
import { runProcess, StartError } from '../../verify';
import { LabError } from '../errors';

export type { CommandOutput as Output } from '../../verify';

export interface RunOptions {
  /** The whole of it. @default - the one of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Text for its standard input. @default - none */
  readonly input?: string;
}

/**
 * Runs a program to its end, from a folder that is in every machine. Words are handed over as they are: no shell reads
 * them.
 *
 * @throws LabError where it cannot be started
 */
export async function output(argv: readonly string[], options: RunOptions = {}): Promise<Output> {
  try {
    return await runProcess(argv, { ...options, cwd: '/' });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const why = error.isMissing ? 'there is no such program on PATH' : error.message;
    throw new LabError(`"${argv[0] ?? ''}" cannot be started: ${why}`);
  }
}

/**
 * The same for a program that has to end well.
 *
 * @returns its standard output
 * @throws LabError
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await output(argv, options);
  if (status === 0) return stdout;
  const said = stderr.trim() || stdout.trim() || 'it said nothing';
  throw new LabError(`"${argv.join(' ')}" ended with status ${status}: ${said}`);
}
