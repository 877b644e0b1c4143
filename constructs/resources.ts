import { k8s } from 'cdk8s-plus-27';

/** Amounts of CPU time and memory. */
export interface ResourceAmounts {
  /**
   * Such as `50m` (a twentieth of a core) or `2`.
   *
   * @default - not set
   */
  readonly cpu?: string;
  /**
   * Such as `64Mi`.
   *
   * @default - not set
   */
  readonly memory?: string;
}

/** The resources that a pod reserves, and those that it may use at most. */
export interface Resources {
  /**
   * The resources that the scheduler reserves for the pod.
   *
   * @default - none
   */
  readonly requests?: ResourceAmounts;
  /**
   * The most that the pod may use. Linux throttles its CPU time, and kills its processes when they use more memory.
   *
   * @default - no limit
   */
  readonly limits?: ResourceAmounts;
}

/** The same in the form of the Kubernetes API; undefined if nothing is set. */
export function resourceRequirements({ requests, limits }: Resources): k8s.ResourceRequirements | undefined {
  if (requests === undefined && limits === undefined) return undefined;
  return {
    ...(requests && { requests: quantities(requests) }),
    ...(limits && { limits: quantities(limits) }),
  };
}

function quantities(amounts: ResourceAmounts): Record<string, k8s.Quantity> {
  return Object.fromEntries(
    Object.entries(amounts)
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .map(([resource, amount]) => [resource, k8s.Quantity.fromString(amount)]),
  );
}
