import { pathOf } from '../../diagnostics';
import { isOwnPoolLabel } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolLabelReserved: NetworkRule = {
  id: 'metallb-pool-label-reserved',
  severity: 'error',
  title: 'MetalLB pool with a label that k3s-netstack sets',
  why:
    'Every object of the configuration has app.kubernetes.io/name, instance, part-of and managed-by with fixed values. ' +
    'k3s-netstack would ignore the value, so advertisements that select by it would not announce the pool.',
  fix: 'Use another key, such as segment.',
  check({ metallb }, report, source) {
    for (const { labels } of metallb?.ipAddressPools ?? []) {
      for (const key of Object.keys(labels).filter(isOwnPoolLabel)) {
        report({
          path: pathOf(labels, key),
          message: `${source.quote(pathOf(labels, key))} is the value of "${key}", which k3s-netstack sets on every pool.`,
          hint: 'Use another key, such as segment.',
        });
      }
    }
  },
};
