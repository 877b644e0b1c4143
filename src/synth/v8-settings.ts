import { setFlagsFromString } from 'node:v8';

/** A setting of V8 while a fleet is written, and its default. */
interface Setting {
  readonly fleet: string;
  readonly otherwise: string;
}

// Garbage is collected when the heap is a third larger than the memory in use. On a machine with much memory, V8 waits until
// it is four times as large: ten thousand clusters then take nearly twice the memory of a thousand. 0: V8 decides.
const STEADY_MEMORY: Setting = { fleet: '--heap-growing-percent=30', otherwise: '--heap-growing-percent=0' };

// Node 20 optimizes too early and too much: that takes a quarter of the processor time of a thousand clusters, and few
// functions are hot for long. Later, and without copies of the functions that are called, a thousand clusters take a fifth
// less time. Later versions of V8 have a compiler between the two, take as long with these settings as without, and have
// another name for the budget.
const LESS_OPTIMIZATION: readonly Setting[] = [
  { fleet: '--no-turbo-inlining', otherwise: '--turbo-inlining' },
  { fleet: '--interrupt-budget=150000', otherwise: '--interrupt-budget=67584' },
];

const SETTINGS: readonly Setting[] = [
  STEADY_MEMORY,
  ...(process.versions.node.startsWith('20.') ? LESS_OPTIMIZATION : []),
];

/**
 * Runs `run` with the settings of V8 that suit a large fleet. They are restored at the end, because V8 rejects a compile cache
 * that was written with other settings.
 *
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export async function withFleetSettings<T>(run: () => Promise<T>): Promise<T> {
  for (const { fleet } of SETTINGS) setFlagsFromString(fleet);
  try {
    return await run();
  } finally {
    for (const { otherwise } of SETTINGS) setFlagsFromString(otherwise);
  }
}
