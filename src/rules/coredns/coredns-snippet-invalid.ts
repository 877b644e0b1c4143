import { pathOf } from '../../diagnostics';
import { snippetProblems } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetInvalid: NetworkRule = {
  id: 'coredns-snippet-invalid',
  severity: 'error',
  title: 'CoreDNS rejects a raw snippet, or reads it differently',
  why:
    'One mistake in one file makes CoreDNS reject its whole configuration. A running pod keeps the previous ' +
    'configuration and logs the error. After the next restart the cluster has no DNS.',
  fix: 'Correct the text. The other keys of coredns need no snippet.',
  check({ coredns }, report) {
    for (const { snippet, severity, line, message, hint } of snippetProblems(coredns)) {
      if (severity !== 'error') continue;
      report({
        path: pathOf(snippet, 'text'),
        message: `line ${line} of "${snippet.name}": ${message}.`,
        hint,
      });
    }
  },
};
