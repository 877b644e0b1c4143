import type { ProfilePath } from '../diagnostics/profile-path';
import type { NetworkPlan } from '../plan/model';

/**
 * What a change asks of a running cluster.
 *
 * `refused`: cannot be done to it. `by-hand`: something is left to delete or to move yourself. `interrupts`: traffic
 * or names stop for a while. `restart`: nodes have to be restarted, in order. `applies`: nothing but applying it.
 */
export type ChangeCost = 'refused' | 'by-hand' | 'interrupts' | 'restart' | 'applies';

/** One difference between two plans of a cluster. */
export interface Change {
  readonly cost: ChangeCost;
  /** Where it stands in the new profile. */
  readonly at: ProfilePath;
  /** What was and what is to be; one sentence. */
  readonly message: string;
  /** What happens on the real network because of it. */
  readonly consequence: string;
  /** What to do, in order. */
  readonly steps: readonly string[];
}

/** Finds changes of one kind. Pure. */
export type ChangeFinder = (before: NetworkPlan, after: NetworkPlan) => Iterable<Change>;

/** From the change that costs most to the one that costs least. */
export const COSTS: readonly ChangeCost[] = ['refused', 'by-hand', 'interrupts', 'restart', 'applies'];
