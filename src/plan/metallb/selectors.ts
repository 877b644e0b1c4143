import type { LabelRequirement, MetalLbPlan, NodeSelector } from '../model';

/** Every list of label selectors of a MetalLB block that is not empty; each knows its place. */
export function listSelectors(metallb: MetalLbPlan): readonly (readonly NodeSelector[])[] {
  return [
    ...listNodeSelectors(metallb),
    ...listPoolSelectors(metallb),
    ...allocationSelectorLists(metallb),
  ].filter((selectors) => selectors.length > 0);
}

/** Those lists that select nodes. */
export function listNodeSelectors(metallb: MetalLbPlan): readonly (readonly NodeSelector[])[] {
  return [...metallb.l2Advertisements, ...metallb.bgpAdvertisements, ...metallb.bgpPeers]
    .map(({ nodeSelectors }) => nodeSelectors)
    .filter((selectors) => selectors.length > 0);
}

/** Those lists that select pools. */
export function listPoolSelectors(metallb: MetalLbPlan): readonly (readonly NodeSelector[])[] {
  return [...metallb.l2Advertisements, ...metallb.bgpAdvertisements]
    .map(({ ipAddressPoolSelectors }) => ipAddressPoolSelectors)
    .filter((selectors) => selectors.length > 0);
}

function allocationSelectorLists({ ipAddressPools }: MetalLbPlan): (readonly NodeSelector[])[] {
  return ipAddressPools.flatMap(({ serviceAllocation }) =>
    serviceAllocation === undefined
      ? []
      : [serviceAllocation.namespaceSelectors, serviceAllocation.serviceSelectors],
  );
}

/** One text for selectors that mean the same, whatever the order of their parts. */
export function selectorKey({ matchLabels, matchExpressions }: NodeSelector): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  return JSON.stringify([labels.sort(), matchExpressions.map(expressionKey).sort()]);
}

/** One text for expressions that mean the same, whatever the order of their values. */
export function expressionKey({ key, operator, values }: LabelRequirement): string {
  return JSON.stringify([key, operator, [...values].sort()]);
}
