import { quoteText } from '../../diagnostics';
import { answeredZones, citedDomain, isWithin } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsZoneHidesServices: NetworkRule = {
  id: 'coredns-zone-hides-services',
  severity: 'warning',
  title: 'A zone hides the Services of a namespace, or the names of pods',
  why:
    'Kubernetes creates the names below svc and pod of the cluster domain. Such a zone is answered by its servers ' +
    'only, so the names that Kubernetes has there do not resolve.',
  fix: 'Use a zone outside the cluster domain.',
  check(plan, report, source) {
    const { coredns, clusterDomain } = plan;
    if (coredns.mode === 'none') return;
    const made = [`svc.${clusterDomain}`, `pod.${clusterDomain}`];
    for (const { zone, path, hasKubernetes } of answeredZones(coredns)) {
      if (hasKubernetes) continue;
      if (zone === `svc.${clusterDomain}` || !made.some((around) => isWithin(zone, around))) continue;
      report({
        path,
        message: `${quoteText(zone)} hides what Kubernetes has under these names of ${citedDomain(plan, source)}.`,
      });
    }
  },
};
