import type { NetworkPlan } from '../plan/model';
import type { Change, ChangeFinder } from './change';
import { COSTS } from './change';
import { dnsAddress } from './dns-address';
import { fixedAtCreation } from './fixed-at-creation';
import { loadBalancerChanges } from './load-balancer-changes';
import { nodeChanges } from './node-changes';
import { partChanges } from './part-changes';
import { restarts } from './restarts';

/** A change of one kind is found by one of these. */
const FINDERS: readonly ChangeFinder[] = [
  fixedAtCreation,
  nodeChanges,
  partChanges,
  loadBalancerChanges,
  dnsAddress,
  restarts,
];

/** Everything that is different between two plans of one cluster, what costs most first. */
export function changesBetween(before: NetworkPlan, after: NetworkPlan): readonly Change[] {
  const changes = FINDERS.flatMap((find) => [...find(before, after)]);
  return changes.sort((a, b) => COSTS.indexOf(a.cost) - COSTS.indexOf(b.cost));
}
