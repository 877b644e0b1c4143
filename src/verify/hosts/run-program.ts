import { spawn } from 'node:child_process';
import type { Output } from '../place';

/** What a shell answers with where a signal ended the program, less the signal's number. */
const SIGNALLED = 128;

/** How a program is started on this machine. */
export interface ProgramOptions {
  /** @default - the one of this process */
  readonly cwd?: string;
  /** The whole of it: nothing is added. @default - the one of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Text for its standard input. @default - none */
  readonly input?: string;
  /** Seconds after which it is ended. @default - it takes what it takes */
  readonly timeoutSeconds?: number;
  /** Characters of each of its outputs after which nothing more is kept. @default - all is kept */
  readonly mostCharacters?: number;
}

/** Thrown where a program did not start at all. */
export class NotStarted extends Error {
  /** Whether there is no such program on PATH. */
  readonly isMissing: boolean;

  constructor({ code, message }: NodeJS.ErrnoException) {
    super(message);
    this.isMissing = code === 'ENOENT';
  }
}

/**
 * Runs a program on this machine to its end, however that is. Words are handed over as they are: no shell reads them.
 *
 * @throws NotStarted
 */
export async function runProgram(argv: readonly string[], options: ProgramOptions): Promise<Output> {
  const { cwd, env, input, timeoutSeconds, mostCharacters = Infinity } = options;
  const [program = '', ...words] = argv;
  const child = spawn(program, words, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
  });
  // It may end before it has read all.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  const [stdout, stderr] = [child.stdout, child.stderr].map((one) => collected(one, mostCharacters));
  const end = () => {
    child.kill('SIGKILL');
    // Programs that it has started keep them open for as long as they run themselves.
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  const timer = timeoutSeconds === undefined ? undefined : setTimeout(end, timeoutSeconds * 1000);
  try {
    const status = await new Promise<number>((resolve, reject) => {
      child.once('error', (error) => reject(new NotStarted(error)));
      child.once('close', (code) => resolve(code ?? SIGNALLED));
    });
    return { status, stdout: stdout?.join('') ?? '', stderr: stderr?.join('') ?? '' };
  } finally {
    clearTimeout(timer);
  }
}

function collected(stream: NodeJS.ReadableStream | null, most: number): string[] {
  const parts: string[] = [];
  let characters = 0;
  stream?.setEncoding('utf8').on('data', (part: string) => {
    characters += part.length;
    if (characters <= most) parts.push(part);
  });
  return parts;
}
