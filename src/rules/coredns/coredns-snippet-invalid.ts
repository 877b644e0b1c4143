import { pathOf } from '../../diagnostics';
import { snippetProblems } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetInvalid: NetworkRule = {
  id: 'coredns-snippet-invalid',
  severity: 'error',
  title: 'CoreDNS refuses a raw snippet, or reads something else in it',
  why:
    'One mistake in one file makes CoreDNS refuse its whole configuration. A running pod goes on with the old one and ' +
    'says so in its log; after the next restart the cluster has no DNS.',
  fix: 'Correct the text; what can be said by other keys of coredns needs no snippet.',
  *check({ coredns }) {
    for (const { snippet, severity, line, message, hint } of snippetProblems(coredns)) {
      if (severity !== 'error') continue;
      yield {
        path: pathOf(snippet, 'text'),
        message: `line ${line} of "${snippet.name}": ${message}.`,
        hint,
      };
    }
  },
};
