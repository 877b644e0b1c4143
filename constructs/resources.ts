import { k8s } from 'cdk8s-plus-27';

/** An amount of each resource. */
export interface ResourceAmounts {
  /**
   * Such as `50m` (a twentieth of a core) or `2`.
   *
   * @default - not said
   */
  readonly cpu?: string;
  /**
   * Such as `64Mi`.
   *
   * @default - not said
   */
  readonly memory?: string;
}

/** What each pod reserves, and what it may use at most. */
export interface Resources {
  /**
   * What the scheduler keeps free for it.
   *
   * @default - nothing
   */
  readonly requests?: ResourceAmounts;
  /**
   * What it is held to: less CPU time beyond it, and its end beyond that memory.
   *
   * @default - no limit
   */
  readonly limits?: ResourceAmounts;
}

/** The same as Kubernetes takes it; undefined if nothing is said. */
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
