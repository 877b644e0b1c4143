import { quoteText } from '../../diagnostics';
import {
  citeLine,
  describeReason,
  findHidingTemplate,
  findHidingTemplateOfAny,
  reverseQueries,
  serviceQueries,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetTemplateHidesReverseLookups: NetworkRule = {
  id: 'coredns-snippet-template-hides-reverse-lookups',
  severity: 'warning',
  title: 'Raw template answers the reverse lookups of pods or Services',
  why:
    'Kubernetes answers which name an address of a pod or Service has. CoreDNS runs template before kubernetes, so a ' +
    'template for these addresses answers first. Servers that verify the name of a client wait or reject it.',
  fix: 'Limit the template to the reverse zone of the LAN, or add "match" and "fallthrough".',
  check(plan, report) {
    if (findHidingTemplate(plan, serviceQueries) !== undefined) return;
    const hiding = findHidingTemplateOfAny(plan, reverseQueries);
    if (hiding === undefined) return;
    const { block, use, query } = hiding;
    report({
      path: block.path,
      message: `${citeLine(block, use)}: the template answers ${quoteText(query.name)} (PTR) in place of Kubernetes: it ${describeReason(hiding)}.`,
    });
  },
};
