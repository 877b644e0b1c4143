import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const networkPoliciesNotEnforced: NetworkRule = {
  id: 'network-policies-not-enforced',
  severity: 'warning',
  title: 'NetworkPolicies without a controller that enforces them',
  why:
    'With networkPolicy: false, k3s runs without its network policy controller, and flannel enforces no policies. The API ' +
    'server accepts the objects, and every pod still reaches every port.',
  fix: 'Write networkPolicy: true, or remove networkPolicies.',
  check({ networkPolicy, networkPolicies, flannel }, report, source) {
    if (networkPolicy || flannel.backend === 'none') return;
    for (const key of ['components', 'samples'] as const) {
      if (!networkPolicies[key]) continue;
      const path = pathOf(networkPolicies, key);
      report({
        path,
        message: `${source.quote(path)} installs NetworkPolicies that have no effect: networkPolicy is false.`,
        hint: 'Write networkPolicy: true, or remove this key.',
      });
    }
  },
};
