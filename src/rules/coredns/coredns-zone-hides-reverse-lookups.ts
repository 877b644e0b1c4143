import { overlaps } from '../../address';
import { quoteText } from '../../diagnostics';
import { answeredZones, listClusterNetworks, reverseZoneCidr } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsZoneHidesReverseLookups: NetworkRule = {
  id: 'coredns-zone-hides-reverse-lookups',
  severity: 'warning',
  title: 'A zone hides the reverse lookups of pods and Services',
  why:
    'Kubernetes answers reverse lookups of pod and Service addresses. A reverse zone that contains them forwards ' +
    'these queries to servers without the answers. Servers that verify the name of a client wait, or reject the ' +
    'client.',
  fix: 'Write the reverse zone of the LAN only, such as 0.0.10.in-addr.arpa for 10.0.0.0/24.',
  check(plan, report, source) {
    if (plan.coredns.mode === 'none') return;
    for (const { zone, path, hasKubernetes } of answeredZones(plan.coredns)) {
      if (hasKubernetes) continue;
      const cidr = reverseZoneCidr(zone);
      if (cidr === undefined) continue;
      const hidden = listClusterNetworks(plan).find((one) => overlaps(one.cidr, cidr));
      if (hidden === undefined) continue;
      report({
        path,
        message: `${quoteText(zone)} is the zone of ${cidr.toString()}, which has addresses of ${hidden.title} ${source.quote(hidden.cidr)}.`,
      });
    }
  },
};
