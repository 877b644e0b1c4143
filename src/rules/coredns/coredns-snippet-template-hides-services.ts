import { quoteText } from '../../diagnostics';
import { citeLine, describeReason, findHidingTemplate, serviceQueries } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetTemplateHidesServices: NetworkRule = {
  id: 'coredns-snippet-template-hides-services',
  severity: 'error',
  title: 'Raw template answers the names of Services',
  why:
    'CoreDNS runs template before kubernetes. A template of the block of "." that matches every name, or has no ' +
    'fallthrough for the names that it does not match, answers for Services: pods no longer find each other.',
  fix: 'Add "match" with the names that are meant and "fallthrough", or use coredns.template, which has a block of its own.',
  check(plan, report) {
    const hiding = findHidingTemplate(plan, serviceQueries);
    if (hiding === undefined) return;
    const { block, use, query } = hiding;
    report({
      path: block.path,
      message: `${citeLine(block, use)}: the template answers ${quoteText(query.name)} (${query.type}) in place of Kubernetes: it ${describeReason(hiding)}.`,
      hint: 'Pods would find no Service. Add "match" with the names that are meant and "fallthrough", or use coredns.template.',
    });
  },
};
