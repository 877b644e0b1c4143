/** Milliseconds of one call, the median of many rounds. */
export type Medians<Name extends string> = Readonly<Record<Name, number>>;

const ROUNDS = 41;

/** A round is long enough for the clock. */
const ROUND_MS = 20;

/**
 * Times several things in one run, round by round in turn, so that what else the machine does falls on all of them.
 */
export function medians<Name extends string>(tasks: Readonly<Record<Name, () => unknown>>): Medians<Name> {
  const names = Object.keys(tasks) as Name[];
  const calls = new Map(names.map((name) => [name, callsPerRound(tasks[name])]));
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      const count = calls.get(name) ?? 1;
      samples.get(name)?.push(timed(tasks[name], count) / count);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(samples.get(name) ?? [])])) as Medians<Name>;
}

/** Warms the task up on the way. */
function callsPerRound(task: () => unknown): number {
  let count = 1;
  for (let warm = 0; warm < 10; warm += 1) timed(task, 10);
  while (timed(task, count) < ROUND_MS) count *= 2;
  return count;
}

function timed(task: () => unknown, count: number): number {
  const start = performance.now();
  for (let call = 0; call < count; call += 1) task();
  return performance.now() - start;
}

/** The middle one of an odd number of samples. */
export function median(samples: readonly number[]): number {
  return [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
}
