import type { NetworkPlan } from '../plan/model';
import type { Change, ChangeFinder } from './change';
import { COSTS } from './change';
import { findComponentChanges } from './component-changes';
import { findDnsChanges } from './dns-changes';
import { findFixedChanges } from './fixed-at-creation';
import { findKubeletChanges } from './kubelet-changes';
import { findLoadBalancerChanges } from './load-balancer-changes';
import { findNodeChanges } from './node-changes';
import { findPolicyChanges } from './policy-changes';
import { findStartSettingChanges } from './start-settings';
import { findVersionChange } from './version-change';

/** Each finds the changes of one kind. */
const FINDERS: readonly ChangeFinder[] = [
  findFixedChanges,
  findVersionChange,
  findNodeChanges,
  findKubeletChanges,
  findComponentChanges,
  findLoadBalancerChanges,
  findDnsChanges,
  findPolicyChanges,
  findStartSettingChanges,
];

/** Every difference between two plans of one cluster, the most expensive first. */
export function findChanges(before: NetworkPlan, after: NetworkPlan): readonly Change[] {
  const changes = FINDERS.flatMap((find) => [...find(before, after)]);
  return changes.sort((a, b) => COSTS.indexOf(a.cost) - COSTS.indexOf(b.cost));
}
