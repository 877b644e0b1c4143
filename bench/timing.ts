/** Something to be timed, and what it needs that is not. */
export interface TimedTask<Prepared = never> {
  readonly prepare?: () => Prepared;
  readonly run: (prepared: Prepared) => unknown;
}

const ROUNDS = 101;

/** Rounds until the engine has compiled whatever it will. */
const WARM_UP = 200;

/** Median milliseconds of one run of each task. They take turns, so that what else the machine does falls on all. */
export function medians<Name extends string>(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each prepares something of its own
  tasks: Readonly<Record<Name, TimedTask<any>>>,
): Readonly<Record<Name, number>> {
  const names = Object.keys(tasks) as Name[];
  const samples = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const name of names) {
      const ms = timeTask(tasks[name]);
      if (round >= 0) samples.get(name)?.push(ms);
    }
  }
  const entries = names.map((name) => [name, median(samples.get(name) ?? [])] as const);
  return Object.fromEntries(entries) as Readonly<Record<Name, number>>;
}

function timeTask({ prepare, run }: TimedTask<unknown>): number {
  const prepared = prepare?.();
  const start = performance.now();
  run(prepared);
  return performance.now() - start;
}

/** The middle sample; of an even number, the mean of the middle two. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (index: number) => sorted[Math.floor(index)] ?? Number.NaN;
  return (at((sorted.length - 1) / 2) + at(sorted.length / 2)) / 2;
}
