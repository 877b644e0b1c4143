import type { k8s } from 'cdk8s-plus-27';
import type { ComponentPods } from '../../src/plan';
import type { Resources } from '../../constructs/resources';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';

/** What a component of the plan has of the fields of its pods. */
interface Placed {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: ComponentPods['tolerations'];
  readonly priorityClassName?: string;
  readonly resources?: Resources;
}

/**
 * The fields of pods that the profile sets; for all others the construct's default applies.
 *
 * @param always tolerations that a list of its own would replace
 */
export function deriveScheduling(placed: Placed, always: readonly k8s.Toleration[] = []) {
  const { nodeSelector, tolerations, priorityClassName } = placed;
  const own = tolerations.map(({ key, operator, value, effect }) =>
    omitUndefined({ key, operator, value, effect }),
  );
  return {
    nodeSelector: omitEmpty({ ...nodeSelector }),
    tolerations: omitEmptyList(own.length > 0 ? [...always, ...own] : []),
    priorityClassName,
    resources: deriveResources(placed),
  };
}

export function deriveResources({ resources }: Pick<Placed, 'resources'>): Resources | undefined {
  return resources && omitUndefined({ requests: resources.requests, limits: resources.limits });
}
