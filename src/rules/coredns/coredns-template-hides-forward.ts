import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsTemplateHidesForward: NetworkRule = {
  id: 'coredns-template-hides-forward',
  severity: 'warning',
  title: 'A zone that is forwarded has a template that answers for all of its names',
  why:
    'A template answers every name below its zone before anybody is asked. The servers of the forward hear only of the ' +
    "zone's own name.",
  fix: 'Give the template a zone below the forwarded one, such as apps.home.arpa.',
  *check({ coredns }, source) {
    for (const template of coredns.template) {
      const forward = coredns.forward.find(({ zone }) => zone === template.zone);
      if (forward === undefined) continue;
      const path = pathOf(template, 'zone');
      yield {
        path,
        message: `${source.quote(path)} is forwarded too (${source.line(pathOf(forward, 'zone'))}), and the template answers for every name below it.`,
        hint: `The servers of the forward would hear only of ${template.zone} itself. Give the template a zone below it, such as apps.${template.zone}.`,
      };
    }
  },
};
