import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const networkPolicyBesideOwnCni: NetworkRule = {
  id: 'network-policy-beside-own-cni',
  severity: 'warning',
  title: "k3s's network policy controller beside another CNI",
  why:
    'Calico, Cilium and most others enforce NetworkPolicies themselves. With both, each adds its own rules, and a ' +
    'packet must pass both. The rules of k3s remain after its controller is disabled.',
  fix: 'Write networkPolicy: false. With a CNI that does not enforce NetworkPolicies, silence this rule.',
  check(plan, report, source) {
    if (plan.flannel.backend !== 'none' || !plan.networkPolicy) return;
    const backend = pathOf(plan.flannel, 'backend');
    report({
      path: backend,
      message: `${source.quote(backend)} leaves the network to another CNI, and k3s still enforces NetworkPolicies.`,
      hint: 'Most CNIs enforce them too, and both sets of rules apply. Write networkPolicy: false.',
    });
  },
};
