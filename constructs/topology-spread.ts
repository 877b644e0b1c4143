import type { k8s } from 'cdk8s-plus-27';
import type { Labels } from './labels';

/** How pods are spread, so that one failure does not affect all of them. */
export interface TopologySpread {
  /** The node label whose values are the domains, such as `kubernetes.io/hostname`. */
  readonly topologyKey: string;
  /**
   * How many more pods a domain may have than the domain with the fewest; 1 or more.
   *
   * @default 1
   */
  readonly maxSkew?: number;
  /**
   * Whether a pod that would exceed `maxSkew` stays pending, or is scheduled where the skew is smallest.
   *
   * @default 'ScheduleAnyway'
   */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
  /**
   * The pods that are counted.
   *
   * @default - the pods of the workload
   */
  readonly labelSelector?: k8s.LabelSelector;
  /**
   * With fewer domains than this, each has at most `maxSkew` pods; 1 or more. Only for `DoNotSchedule`.
   *
   * @default - as with 1
   */
  readonly minDomains?: number;
  /**
   * Whether nodes that `nodeSelector` and the node affinity exclude are left out of the count (`Honor`) or not.
   *
   * @default - the API server's, Honor
   */
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore';
  /**
   * Whether nodes with taints that the pods do not tolerate are left out of the count (`Honor`) or not. A node that counts
   * and cannot run a pod limits all other domains to `maxSkew` pods.
   *
   * @default - the API server's, Ignore
   */
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore';
  /**
   * Labels of which counted pods have the same values as the new pod: with `pod-template-hash` only the pods of one
   * revision count.
   *
   * @default - none
   */
  readonly matchLabelKeys?: readonly string[];
}

/** A constraint of a pod, for the pods with these labels unless it selects others. */
export function spreadConstraint(
  { topologyKey, maxSkew = 1, whenUnsatisfiable = 'ScheduleAnyway', ...rest }: TopologySpread,
  own: Labels,
): k8s.TopologySpreadConstraint {
  const { labelSelector, minDomains, nodeAffinityPolicy, nodeTaintsPolicy, matchLabelKeys } = rest;
  return {
    topologyKey,
    maxSkew,
    whenUnsatisfiable,
    labelSelector: labelSelector ?? { matchLabels: { ...own } },
    ...(minDomains !== undefined && { minDomains }),
    ...(nodeAffinityPolicy !== undefined && { nodeAffinityPolicy }),
    ...(nodeTaintsPolicy !== undefined && { nodeTaintsPolicy }),
    ...(matchLabelKeys !== undefined && matchLabelKeys.length > 0 && { matchLabelKeys: [...matchLabelKeys] }),
  };
}

/** The constraints as a field of a pod; nothing where there are none. */
export function spreadPods(
  spreads: readonly TopologySpread[],
  own: Labels,
): Pick<k8s.PodSpec, 'topologySpreadConstraints'> {
  if (spreads.length === 0) return {};
  return { topologySpreadConstraints: spreads.map((spread) => spreadConstraint(spread, own)) };
}
