import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** As many clusters make a second process worth its start. */
const LEAST = 400;

/** Clusters that this process writes while the other one starts, and is still slow. */
const HEAD_START = 100;

/** Exit statuses of a run that came to its end: all well, or some profiles refused. */
const ENDED = [0, 1];

/** How a part of a fleet is handed to another process. */
export interface PartOptions {
  /** Words that start this program again. */
  readonly program: readonly string[];
  readonly output: string;
  readonly force: boolean;
  /** The file that its messages go to: this process has no time to read a pipe, and a full pipe would stop the other. */
  readonly messages: string;
}

/**
 * The last half of a fleet, which a process of its own writes meanwhile. It notes what it wrote in the index, as any
 * run beside this one does; whatever it did not write is written here.
 */
export class SecondProcess {
  private constructor(
    readonly files: readonly string[],
    private readonly child: ChildProcess,
    private readonly messages: string,
  ) {}

  /** Whether a fleet of that size is worth its start, and there is another processor for it. */
  static isWorthIt(clusters: number): boolean {
    return clusters >= LEAST && availableParallelism() >= 2;
  }

  /** Takes the last half of a fleet, or a little less, where that is worth it. */
  static start(
    fleet: readonly string[],
    { program, output, force, messages }: PartOptions,
  ): SecondProcess | undefined {
    if (!SecondProcess.isWorthIt(fleet.length)) return undefined;
    const files = fleet.slice(Math.ceil((fleet.length + HEAD_START) / 2));
    const descriptor = openSync(messages, 'w');
    const [command = '', ...words] = program;
    const options = ['--output', output, ...(force ? ['--force'] : [])];
    const child = spawn(
      command,
      [...words, 'synth', '--part', String(process.pid), ...options, '--', ...files],
      {
        stdio: ['ignore', 'ignore', descriptor],
      },
    );
    child.on('error', () => undefined);
    closeSync(descriptor);
    return new SecondProcess(files, child, messages);
  }

  /** Waits for its end. Returns a line for each cluster that it wrote; undefined where it did not come to its end. */
  async ended(): Promise<readonly string[] | undefined> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
      await once(child, 'exit');
    if (!ENDED.includes(child.exitCode ?? -1)) return undefined;
    return readFileSync(this.messages, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  }
}
