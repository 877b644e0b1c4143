import type { k8s } from 'cdk8s-plus-27';
import type { AffinityPlan, ComponentPods, TopologySpreadConstraint } from '../../src/plan';
import type { Resources } from '../../constructs/resources';
import { deriveAffinity, deriveSpread } from './affinity';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';

/** What a component of the plan has of the fields of its pods. */
interface Placed {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: ComponentPods['tolerations'];
  readonly priorityClassName?: string;
  readonly resources?: Resources;
  readonly affinity?: AffinityPlan;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
}

/**
 * The fields of pods that the profile sets; for all others the construct's default applies.
 *
 * @param always tolerations that a list of its own would replace
 */
export function deriveScheduling(placed: Placed, always: readonly k8s.Toleration[] = []) {
  const { nodeSelector, tolerations, priorityClassName, affinity, topologySpreadConstraints } = placed;
  const own = tolerations.map(({ key, operator, value, effect }) =>
    omitUndefined({ key, operator, value, effect }),
  );
  return {
    nodeSelector: omitEmpty({ ...nodeSelector }),
    tolerations: omitEmptyList(own.length > 0 ? [...always, ...own] : []),
    priorityClassName,
    resources: deriveResources(placed),
    affinity: deriveAffinity(affinity),
    topologySpread: deriveSpread(topologySpreadConstraints),
  };
}

export function deriveResources({ resources }: Pick<Placed, 'resources'>): Resources | undefined {
  return resources && omitUndefined({ requests: resources.requests, limits: resources.limits });
}
