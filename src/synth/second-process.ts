import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** The number of clusters from which a second process is worth its start. */
const LEAST = 400;

/** The number of clusters that this process writes while the other one starts and warms up. */
const HEAD_START = 100;

/** The exit statuses of a complete run: without errors, or with errors in some profiles. */
const ENDED = [0, 1];

/** The options of a second process. */
export interface PartOptions {
  /** The command that starts this program. */
  readonly program: readonly string[];
  readonly output: string;
  readonly force: boolean;
  /** The file that its messages go to: this process has no time to read a pipe, and a full pipe would stop the other. */
  readonly messages: string;
}

/**
 * A second process, which writes the last half of a fleet at the same time. It adds the clusters to the index, as any
 * concurrent run does. This process writes the clusters that the other one has not written.
 */
export class SecondProcess {
  private constructor(
    readonly files: readonly string[],
    private readonly child: ChildProcess,
    private readonly messages: string,
  ) {}

  /** Whether a fleet of that size is worth a second process, and the machine has a second processor. */
  static isWorthIt(clusters: number): boolean {
    return clusters >= LEAST && availableParallelism() >= 2;
  }

  /** Starts a process for the last half of a fleet, or a little less, where that is worth it. */
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

  /** Waits for its end. Returns a line for each cluster that it has written; undefined where it did not complete. */
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
