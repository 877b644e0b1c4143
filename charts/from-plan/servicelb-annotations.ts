import { serviceLbAnnotations } from '../../constructs/servicelb';
import type { NetworkPlan } from '../../src/plan';
import { omitEmpty, omitUndefined } from './omit';

/** The annotations of a Service that ServiceLB serves, with what its pods tolerate. */
export function deriveServiceLbAnnotations(
  { serviceLb }: NetworkPlan,
  { loadBalancerClass }: { readonly loadBalancerClass?: string },
): Readonly<Record<string, string>> | undefined {
  if (!serviceLb.enabled || loadBalancerClass !== undefined) return undefined;
  const tolerations = serviceLb.tolerations.map(({ key, operator, value, effect }) =>
    omitUndefined({ key, operator, value, effect }),
  );
  return omitEmpty(serviceLbAnnotations({ tolerations }));
}
