import { overlaps } from '../../address';
import { quoteText } from '../../diagnostics';
import { answeredZones, listClusterNetworks, reverseZoneCidr } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsZoneHidesReverseLookups: NetworkRule = {
  id: 'coredns-zone-hides-reverse-lookups',
  severity: 'warning',
  title: 'A zone takes the reverse look-ups of pods and Services away',
  why:
    'Kubernetes answers which name an address of a pod or a Service has. A reverse zone around these addresses sends the ' +
    "question to servers that cannot know, and programs that check a client's name wait for them or refuse the client.",
  fix: 'Write the reverse zone of the LAN alone, such as 0.0.10.in-addr.arpa for 10.0.0.0/24.',
  *check(plan, source) {
    if (plan.coredns.mode === 'none') return;
    for (const { zone, path } of answeredZones(plan.coredns)) {
      const cidr = reverseZoneCidr(zone);
      if (cidr === undefined) continue;
      const hidden = listClusterNetworks(plan).find((one) => overlaps(one.cidr, cidr));
      if (hidden === undefined) continue;
      yield {
        path,
        message: `${quoteText(zone)} is the zone of ${cidr.toString()}, which has addresses of ${hidden.title} ${source.quote(hidden.cidr)}.`,
      };
    }
  },
};
