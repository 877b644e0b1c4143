import type { Rule } from '../diagnostics';
import type { NetworkPlan } from '../plan';

/** A rule that is checked on the plan of a cluster's network. */
export type NetworkRule = Rule<NetworkPlan>;
