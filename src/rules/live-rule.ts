import type { Finding, ProfileSource, RulePage } from '../diagnostics';
import type { ApiObject } from '../kubernetes/api-object';
import type { NetworkPlan } from '../plan';
import type { RunningObjects } from '../running';

/** What a profile is compared with. */
export interface LiveComparison {
  readonly plan: NetworkPlan;
  readonly source: ProfileSource;
  /** The objects that the profile renders to. */
  readonly rendered: readonly ApiObject[];
  readonly running: RunningObjects;
}

/** A rule that compares a profile with what runs in its cluster, before the profile is applied. */
export interface LiveRule extends RulePage {
  /** Reads only the comparison; pure. */
  compare(comparison: LiveComparison): Iterable<Finding>;
}
