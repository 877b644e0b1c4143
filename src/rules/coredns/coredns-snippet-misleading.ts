import { pathOf } from '../../diagnostics';
import { snippetProblems } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetMisleading: NetworkRule = {
  id: 'coredns-snippet-misleading',
  severity: 'warning',
  title: 'CoreDNS takes a raw snippet, and part of it does nothing or too much',
  why:
    'CoreDNS is generous with what it reads. A plugin that stands twice, or a block that nobody asks, is no mistake to it, ' +
    'and the effect is missed only when it is needed.',
  fix: 'Correct the text; what can be said by other keys of coredns needs no snippet.',
  *check({ coredns }) {
    for (const { snippet, severity, line, message, hint } of snippetProblems(coredns)) {
      if (severity !== 'warning') continue;
      yield {
        path: pathOf(snippet, 'text'),
        message: `line ${line} of "${snippet.name}": ${message}.`,
        hint,
      };
    }
  },
};
