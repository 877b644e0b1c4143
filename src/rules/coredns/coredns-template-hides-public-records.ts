import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Ends of names that no public name server has. @see https://www.iana.org/assignments/special-use-domain-names/ */
const PRIVATE_ENDS = new Set([
  ...['arpa', 'corp', 'home', 'internal', 'intranet', 'invalid', 'lan', 'local', 'localdomain', 'localhost'],
  ...['onion', 'private', 'test', 'alt'],
]);

export const corednsTemplateHidesPublicRecords: NetworkRule = {
  id: 'coredns-template-hides-public-records',
  severity: 'hint',
  title: 'A template hides the public records of a domain',
  why:
    'CoreDNS becomes the authority for the zone of a template. For pods, the zone itself and its other records, such as ' +
    'MX, TXT and _acme-challenge, no longer exist. The DNS-01 self-check of cert-manager fails, for example.',
  fix: 'List the names in hosts, or write a .server snippet with "template IN A", "fallthrough" and "forward".',
  *check({ coredns }, source) {
    if (coredns.mode === 'none') return;
    for (const template of coredns.template) {
      const labels = template.zone.split('.');
      if (labels.length < 2 || PRIVATE_ENDS.has(labels[labels.length - 1] ?? '')) continue;
      const path = pathOf(template, 'zone');
      yield {
        path,
        message: `${source.quote(path)} can be a public domain, and pods would no longer see its other records: MX, TXT, _acme-challenge.${template.zone}.`,
      };
    }
  },
};
