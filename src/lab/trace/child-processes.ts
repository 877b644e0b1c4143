import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { LabError } from '../errors';

/** Milliseconds until a process that ignores SIGTERM is killed. */
const PATIENCE_MS = 2000;

/** A process that runs beside this one, and what it has printed so far. */
export interface RunningChild {
  readonly stdout: () => string;
  /** Resolves when standard error contains the text. @throws LabError where the process ends before */
  readonly printed: (text: string) => Promise<void>;
}

/** Processes that end with the command that started them. Arguments are passed as given, not to a shell. */
export class ChildProcesses {
  private readonly running = new Set<ChildProcess>();
  private isEnded = false;

  start(argv: readonly string[]): RunningChild {
    const { child, output } = this.spawn(argv);
    const printed = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const check = () => {
          if (output.stderr.includes(text)) resolve();
        };
        child.stderr?.on('data', check);
        child.once('error', ({ message }) => reject(new LabError(describeEnd(argv, message))));
        child.once('close', () => reject(new LabError(describeEnd(argv, output.stderr))));
        check();
      });
    return { stdout: () => output.stdout, printed };
  }

  /** Runs a process to its end, whatever its exit status. */
  run(argv: readonly string[]): Promise<{ readonly status: number; readonly stdout: string }> {
    const { child, output } = this.spawn(argv);
    return new Promise((resolve, reject) => {
      child.once('error', ({ message }) => reject(new LabError(describeEnd(argv, message))));
      child.once('close', (status) => resolve({ status: status ?? 128, stdout: output.stdout }));
    });
  }

  /** Ends all processes and waits for them. */
  async end(): Promise<void> {
    this.isEnded = true;
    await Promise.all([...this.running].map(endProcess));
  }

  private spawn(argv: readonly string[]) {
    if (this.isEnded) throw new LabError('interrupted');
    const [program = '', ...words] = argv;
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    this.running.add(child);
    const forget = () => this.running.delete(child);
    child.once('error', forget);
    child.once('close', forget);
    return { child, output };
  }
}

async function endProcess(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => {
    child.once('close', resolve);
    child.once('error', resolve);
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await closed;
  clearTimeout(timer);
}

function describeEnd(argv: readonly string[], printed: string): string {
  const program = argv.find((word) => word === 'tcpdump') ?? argv[0] ?? '';
  return `"${program}" ended: ${printed.trim().split('\n').at(-1) ?? 'no output'}`;
}
