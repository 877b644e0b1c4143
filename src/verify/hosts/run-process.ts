import { spawn } from 'node:child_process';
import type { CommandOutput } from '../host';
import { SIGNALLED } from '../host';

/** How to start a process on this machine. */
export interface ProcessOptions {
  /** @default - the folder of this process */
  readonly cwd?: string;
  /** The complete environment. @default - the environment of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Text for standard input. @default - none */
  readonly input?: string;
  /** Seconds after which the process is killed. @default - no limit */
  readonly timeoutSeconds?: number;
  /** Characters to keep of standard output and of standard error. @default - all */
  readonly mostCharacters?: number;
}

/** Thrown where a process could not be started. */
export class StartError extends Error {
  /** Whether PATH has no such command. */
  readonly isMissing: boolean;

  constructor({ code, message }: NodeJS.ErrnoException) {
    super(message);
    this.isMissing = code === 'ENOENT';
  }
}

/**
 * Runs a process on this machine and waits for it, whatever its exit status. Arguments are passed as given, not to a
 * shell.
 *
 * @throws StartError
 */
export async function runProcess(argv: readonly string[], options: ProcessOptions): Promise<CommandOutput> {
  const { cwd, env, input, timeoutSeconds, mostCharacters = Infinity } = options;
  const [command = '', ...words] = argv;
  const child = spawn(command, words, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
  });
  // The process may exit before it has read all input.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  const [stdout, stderr] = [child.stdout, child.stderr].map((one) => collectText(one, mostCharacters));
  const end = () => {
    child.kill('SIGKILL');
    // Child processes of it keep the pipes open for as long as they run.
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  const timer = timeoutSeconds === undefined ? undefined : setTimeout(end, timeoutSeconds * 1000);
  try {
    const status = await new Promise<number>((resolve, reject) => {
      child.once('error', (error) => reject(new StartError(error)));
      child.once('close', (code) => resolve(code ?? SIGNALLED));
    });
    return { status, stdout: stdout?.join('') ?? '', stderr: stderr?.join('') ?? '' };
  } finally {
    clearTimeout(timer);
  }
}

function collectText(stream: NodeJS.ReadableStream | null, most: number): string[] {
  const parts: string[] = [];
  let characters = 0;
  stream?.setEncoding('utf8').on('data', (part: string) => {
    characters += part.length;
    if (characters <= most) parts.push(part);
  });
  return parts;
}
