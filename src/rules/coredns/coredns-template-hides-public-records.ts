import { pathOf } from '../../diagnostics';
import { isForwardedZone, isPublicZone } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsTemplateHidesPublicRecords: NetworkRule = {
  id: 'coredns-template-hides-public-records',
  severity: 'hint',
  title: 'A template hides the public records of a domain',
  why:
    'CoreDNS becomes the authority for the zone of a template. For pods, the zone itself and its other records, such as ' +
    'MX, TXT and _acme-challenge, no longer exist. The DNS-01 self-check of cert-manager fails, for example.',
  fix: 'Add "fallthrough: true" to the template: CoreDNS answers A and AAAA, and forwards everything else.',
  check({ coredns }, report, source) {
    if (coredns.mode === 'none') return;
    for (const template of coredns.template) {
      const { zone, fallthrough } = template;
      if (fallthrough || !isPublicZone(zone)) continue;
      const path = pathOf(template, 'zone');
      const isForwarded = isForwardedZone(coredns, zone);
      report({
        path,
        message: isForwarded
          ? `${source.quote(path)} can be a public domain, and pods would see no other records of the names below it: MX, TXT, _acme-challenge.${zone}.`
          : `${source.quote(path)} can be a public domain, and pods would no longer see its other records: MX, TXT, _acme-challenge.${zone}.`,
      });
    }
  },
};
