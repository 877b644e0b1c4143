import type { ProfilePath } from '../diagnostics/profile-path';
import type { NetworkPlan } from '../plan/model';
import type { Interruption, Step } from '../steps';

/**
 * What a change costs a running cluster.
 *
 * `refused`: not possible on a running cluster. `by-hand`: objects or machines have to be removed or replaced.
 * `interrupts`: traffic or names stop for a while. `restart`: nodes restart, in order. `applies`: the files are applied.
 */
export type ChangeCost = 'refused' | 'by-hand' | 'interrupts' | 'restart' | 'applies';

/** When the steps of a change run: before or after k3s restarts, before or after the manifests are applied. */
export type Phase = 'before-restart' | 'after-restart' | 'before-apply' | 'after-apply';

/** One difference between two plans of a cluster. */
export interface Change {
  readonly cost: ChangeCost;
  /** Path in the new profile. */
  readonly at: ProfilePath;
  /** The old and the new value; one sentence. */
  readonly message: string;
  /** What happens on the network. */
  readonly consequence: string;
  /** What to do in place of a refused change. */
  readonly remedy?: string;
  /** Which nodes read the value only when k3s starts. */
  readonly restarts?: 'servers' | 'all';
  /** What the restarts interrupt, beyond what every restart does. */
  readonly interrupts?: Interruption;
  /** Steps that do not follow from the files. */
  readonly steps?: Partial<Record<Phase, readonly Step[]>>;
}

/** Finds changes of one kind. Pure. */
export type ChangeFinder = (before: NetworkPlan, after: NetworkPlan) => Iterable<Change>;

/** From the most expensive change to the cheapest. */
export const COSTS: readonly ChangeCost[] = ['refused', 'by-hand', 'interrupts', 'restart', 'applies'];

/** A list as a message shows it. */
export function showList(values: readonly unknown[]): string {
  return values.length === 0 ? 'none' : values.map(String).join(', ');
}

/** The keys whose values differ, in alphabetical order. */
export function findChangedKeys(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].sort().filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
