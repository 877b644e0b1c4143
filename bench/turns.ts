import type { Measurement } from './measure';
import { measureCommand } from './measure';
import type { Command } from './renderers/renderer';

/** A command to be timed, with what stands around it and is not. */
export interface MeasuredTask {
  /** `netstack synth, unchanged` */
  readonly name: string;
  /** Clusters that it renders. */
  readonly n: number;
  readonly command: Command;
  /** Prepares the state in which the command starts. */
  readonly prepare: () => void;
  /**
   * Looks at what the first run wrote.
   *
   * @throws Error where that is not what it should be
   */
  readonly check?: () => void;
}

/** What took so long, in seconds, is run in the first and in the last turn only. */
const LONG = 10;

/**
 * Runs tasks in turns, each a number of times: other load on the machine affects all of them.
 *
 * @param log file for what the commands say
 */
export async function inTurns(
  tasks: readonly MeasuredTask[],
  runs: number,
  log: string,
): Promise<ReadonlyMap<MeasuredTask, readonly Measurement[]>> {
  const measurements = new Map(tasks.map((task) => [task, [] as Measurement[]]));
  for (let run = 0; run < runs; run += 1) {
    for (const [task, taken] of measurements) {
      if ((taken[0]?.seconds ?? 0) >= LONG && run < runs - 1) continue;
      task.prepare();
      const measurement = await measureCommand(task.command, log);
      taken.push(measurement);
      if (run === 0) task.check?.();
      say(task, measurement);
    }
  }
  return measurements;
}

function say({ name, n }: MeasuredTask, { seconds, peakMiB }: Measurement): void {
  const figures = `${seconds.toFixed(3).padStart(9)} s ${peakMiB.toFixed(0).padStart(5)} MiB`;
  process.stderr.write(`${name.padEnd(28)} n = ${String(n).padEnd(6)}${figures}\n`);
}
