import type { CommandOutput } from '../../verify';
import { runProcess, StartError } from '../../verify';
import { LabError } from '../errors';
import { quoteCommand } from '../../terminal/quote-command';

/** How a program is run. */
export interface RunOptions {
  /** The whole environment. @default - that of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Text for its standard input. @default - none */
  readonly input?: string;
}

/**
 * Runs a program and waits for it. It starts in a folder that exists in every machine, without a shell.
 *
 * @throws LabError where it cannot be started
 */
export async function tryRun(argv: readonly string[], options: RunOptions = {}): Promise<CommandOutput> {
  try {
    return await runProcess(argv, { ...options, cwd: '/' });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const why = error.isMissing ? 'there is no such program on PATH' : error.message;
    throw new LabError(`"${argv[0] ?? ''}" cannot be started: ${why}`);
  }
}

/**
 * The same for a program that has to succeed.
 *
 * @returns its standard output
 * @throws LabError
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await tryRun(argv, options);
  if (status === 0) return stdout;
  const printed = stderr.trim() || stdout.trim() || 'no output';
  throw new LabError(`"${quoteCommand(argv)}" exited with status ${status}: ${printed}`);
}
