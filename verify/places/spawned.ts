import { spawn } from 'node:child_process';
import type { Output } from '../place';
import { NO_SUCH_PROGRAM } from '../place';

/** Where an endless program is cut off: nothing that a check asks for is longer. */
const MOST_BYTES = 16 * 1024 * 1024;

/** What a shell answers with where a signal ended the program, less the signal's number. */
const SIGNALLED = 128;

/** How a program is started here. */
export interface SpawnedOptions {
  readonly timeoutSeconds: number;
  /** Text for its standard input. @default - none */
  readonly input?: string;
}

/** Runs a program on this machine to its end, its words in English. It never throws: a program that is missing is 127. */
export async function spawned(
  argv: readonly string[],
  { timeoutSeconds, input }: SpawnedOptions,
): Promise<Output> {
  const [program = '', ...words] = argv;
  const child = spawn(program, words, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
    timeout: timeoutSeconds * 1000,
    killSignal: 'SIGKILL',
  });
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
  const status = await new Promise<number>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      stderr.push(error.message);
      resolve(error.code === 'ENOENT' ? NO_SUCH_PROGRAM : SIGNALLED);
    });
    child.once('close', (code) => resolve(code ?? SIGNALLED));
  });
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
}

function collected(stream: NodeJS.ReadableStream | null): string[] {
  const parts: string[] = [];
  let bytes = 0;
  stream?.setEncoding('utf8').on('data', (part: string) => {
    bytes += part.length;
    if (bytes <= MOST_BYTES) parts.push(part);
  });
  return parts;
}
