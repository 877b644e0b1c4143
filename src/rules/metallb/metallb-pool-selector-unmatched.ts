import type { MetalLbPlan } from '../../plan';
import { joinList, pathOf } from '../../diagnostics';
import { isPoolSelected, listPoolSelectors } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolSelectorUnmatched: NetworkRule = {
  id: 'metallb-pool-selector-unmatched',
  severity: 'warning',
  title: 'Pool selector of an advertisement matches no pool',
  why:
    'MetalLB accepts the advertisement. It does not announce the intended pool, so the addresses of its Services may be ' +
    'unreachable.',
  fix: 'Add the labels to labels of a pool, or correct the selector.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    for (const selector of listPoolSelectors(metallb).flat()) {
      if (metallb.ipAddressPools.some((pool) => isPoolSelected([selector], pool))) continue;
      report({
        path: pathOf(selector),
        message: `none of the pools (${source.line(pathOf(metallb, 'ipAddressPools'))}) has the labels that this selector requires.`,
        hint: `${describeLabels(metallb)} Add the labels to labels of a pool, or correct the selector.`,
      });
    }
  },
};

function describeLabels({ ipAddressPools }: MetalLbPlan): string {
  const labels = ipAddressPools.flatMap((pool) =>
    Object.entries(pool.labels).map(([key, value]) => `${key}=${value}`),
  );
  return labels.length === 0
    ? 'No pool has labels.'
    : `The labels of the pools are ${joinList([...new Set(labels)])}.`;
}
