import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { clusterNameOf } from '../diagnostics/cluster-name';
import { SharedPart } from './shared-part';

/** The number of clusters from which a second process is worth its start. */
const LEAST = 400;

/** The part of a fleet that this process writes alone, while the other one starts and warms up. */
const HEAD_START = 0.4;

/** The exit statuses of a complete run: without errors, or with errors in some profiles. */
const ENDED = [0, 1];

/** The options of a second process. */
export interface PartOptions {
  /** The command that starts this program. */
  readonly program: readonly string[];
  readonly output: string;
  readonly force: boolean;
  /** An existing folder for what the two processes exchange. */
  readonly folder: string;
}

/**
 * A second process, which writes about half of a fleet at the same time, from its end. It adds the clusters to the index, as
 * any concurrent run does. This process writes the clusters that the other one has not written.
 */
export class SecondProcess {
  private constructor(
    /** What both processes write. */
    readonly shared: SharedPart,
    private readonly child: ChildProcess,
    private readonly messages: string,
  ) {}

  /** Whether a fleet of that size is worth a second process, and the machine has a second processor. */
  static isWorthIt(clusters: number): boolean {
    return clusters >= LEAST && availableParallelism() >= 2;
  }

  /** Starts a process for the last clusters of a fleet, where that is worth it. */
  static start(
    fleet: readonly string[],
    { program, output, force, folder }: PartOptions,
  ): SecondProcess | undefined {
    if (!SecondProcess.isWorthIt(fleet.length)) return undefined;
    const files = fleet.slice(Math.floor(fleet.length * HEAD_START));
    const claims = join(folder, 'claims');
    mkdirSync(claims);
    // A file: this process has no time to read a pipe, and a full pipe would stop the other.
    const messages = join(folder, 'messages');
    const descriptor = openSync(messages, 'w');
    const [command = '', ...words] = program;
    const part = ['--part', String(process.pid), '--claims', claims];
    const options = ['--output', output, ...(force ? ['--force'] : [])];
    const child = spawn(command, [...words, 'synth', ...part, ...options, '--', ...files], {
      stdio: ['ignore', 'ignore', descriptor],
    });
    child.on('error', () => undefined);
    closeSync(descriptor);
    return new SecondProcess(new SharedPart(files, claims), child, messages);
  }

  /**
   * Waits for its end.
   *
   * @returns a line for each cluster that it has written, in the order of the fleet; undefined where it did not complete
   */
  async ended(): Promise<readonly string[] | undefined> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
      await once(child, 'exit');
    if (!ENDED.includes(child.exitCode ?? -1)) return undefined;
    const lines = readFileSync(this.messages, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    return sortByFleet(lines, this.shared.files);
  }
}

/** @param lines each starts with the name of its cluster and a colon */
function sortByFleet(lines: readonly string[], files: readonly string[]): readonly string[] {
  const positions = new Map(files.map((file, position) => [clusterNameOf(file), position]));
  const positionOf = (line: string) => positions.get(line.slice(0, line.indexOf(':'))) ?? files.length;
  return [...lines].sort((a, b) => positionOf(a) - positionOf(b));
}
