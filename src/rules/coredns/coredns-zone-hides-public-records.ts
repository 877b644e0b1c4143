import { pathOf } from '../../diagnostics';
import { isForwardedZone, isPublicZone } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsZoneHidesPublicRecords: NetworkRule = {
  id: 'coredns-zone-hides-public-records',
  severity: 'hint',
  title: 'A zone with records of the profile hides the public records of a domain',
  why:
    'CoreDNS is the authority for a zone of the profile that it does not forward. For pods, the zone has no other names ' +
    'and records than those of the profile.',
  fix: 'Add "fallthrough: true" to the zone: CoreDNS forwards what the records do not answer.',
  check({ coredns }, report, source) {
    if (coredns.mode === 'none') return;
    for (const entry of coredns.zones) {
      const hasTemplate = coredns.template.some(({ zone }) => zone === entry.zone);
      if (hasTemplate || isForwardedZone(coredns, entry.zone) || !isPublicZone(entry.zone)) continue;
      const path = pathOf(entry, 'zone');
      report({
        path,
        message: `${source.quote(path)} can be a public domain, and pods would see only the records of the profile.`,
      });
    }
  },
};
