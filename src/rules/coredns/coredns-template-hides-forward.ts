import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsTemplateHidesForward: NetworkRule = {
  id: 'coredns-template-hides-forward',
  severity: 'warning',
  title: 'A template hides a forwarded zone',
  why:
    'A template answers every name below its zone before CoreDNS forwards a query. The servers of the forward are ' +
    'queried only for the name of the zone itself.',
  fix: 'Add "fallthrough: true" to the template, or give it a zone below the forwarded one, such as apps.home.arpa.',
  check({ coredns }, report, source) {
    for (const template of coredns.template) {
      if (template.fallthrough) continue;
      const forward = coredns.forward.find(({ zone }) => zone === template.zone);
      if (forward === undefined) continue;
      const path = pathOf(template, 'zone');
      report({
        path,
        message: `${source.quote(path)} is also forwarded (${source.line(pathOf(forward, 'zone'))}), and the template answers for every name below it.`,
        hint: `The servers of the forward would be queried only for ${template.zone} itself. Add "fallthrough: true" to forward everything but A and AAAA, or give the template a zone below it, such as apps.${template.zone}.`,
      });
    }
  },
};
