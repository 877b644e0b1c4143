import type { SpawnOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { LabError } from '../errors';

/** What a program printed, and how it ended. */
export interface Output {
  /** 128 and more where a signal ended it. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Text for its standard input. */
  readonly input?: string;
}

/** Runs a program to its end. Words are handed over as they are: no shell reads them. */
export async function output(argv: readonly string[], options: RunOptions = {}): Promise<Output> {
  const [program = '', ...words] = argv;
  const child = spawn(program, words, spawnOptions(options));
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  const status = await new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(notStarted(program, error)));
    child.once('close', (code) => resolve(code ?? 128));
  });
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
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

function spawnOptions({ env }: RunOptions): SpawnOptions {
  return { stdio: 'pipe', cwd: '/', ...(env && { env }) };
}

function collected(stream: NodeJS.ReadableStream | null): string[] {
  const parts: string[] = [];
  stream?.setEncoding('utf8').on('data', (part: string) => parts.push(part));
  return parts;
}

function notStarted(program: string, error: NodeJS.ErrnoException): LabError {
  const why = error.code === 'ENOENT' ? 'there is no such program on PATH' : error.message;
  return new LabError(`"${program}" cannot be started: ${why}`);
}
