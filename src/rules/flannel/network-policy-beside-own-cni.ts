import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const networkPolicyBesideOwnCni: NetworkRule = {
  id: 'network-policy-beside-own-cni',
  severity: 'warning',
  title: "k3s's network policy controller beside a CNI of your own",
  why:
    'Calico, Cilium and most others enforce NetworkPolicies themselves. With both, each puts its own rules in front of ' +
    'the pods, a packet has to pass the two, and the rules of one stay when the other lets go.',
  fix: 'Write networkPolicy: false. With a CNI that enforces none, silence this rule.',
  *check(plan, source) {
    if (plan.flannel.backend !== 'none' || !plan.networkPolicy) return;
    const backend = pathOf(plan.flannel, 'backend');
    yield {
      path: backend,
      message: `${source.quote(backend)} leaves the network to a CNI of your own, and k3s still enforces NetworkPolicies.`,
      hint: 'Most CNIs enforce them too, and the two conflict. Write networkPolicy: false.',
    };
  },
};
